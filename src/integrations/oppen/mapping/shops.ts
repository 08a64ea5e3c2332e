/** «Matriz» and «MATRIZ» are one shop, in settings as in the tables. */
export const sameShop = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (shop: string): string => shop.trim().toLocaleUpperCase('es');
