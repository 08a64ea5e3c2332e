/** Where the program of a thread lies: beside the module that asks, compiled. Tests put a bundle of its source in this place (jest.config.mjs). */
export const threadFile = (name: string, besides: string): URL => new URL(name, besides);
