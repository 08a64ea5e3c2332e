import type { SandboxRoute } from './sandbox-provider.js';

export interface Router {
  /** The route of a request with the values of its `:names`; else why there is none. */
  find(method: string, path: string): { route: SandboxRoute; params: Record<string, string> } | 'not_found' | 'method_not_allowed';
}

export function createRouter(routes: readonly SandboxRoute[]): Router {
  const compiled = routes.map((route) => ({ route, pattern: compile(route.pattern) }));
  return {
    find(method, path) {
      const fitting = compiled.flatMap(({ route, pattern }) => {
        const match = pattern.exec(path);
        return match ? [{ route, params: decode(match.groups) }] : [];
      });
      return fitting.find(({ route }) => route.method === method) ?? (fitting.length > 0 ? 'method_not_allowed' : 'not_found');
    },
  };
}

function compile(pattern: string): RegExp {
  const parts = pattern.split('/').map((part) => (part.startsWith(':') ? `(?<${part.slice(1)}>[^/]+)` : escape(part)));
  return new RegExp(`^${parts.join('/')}/?$`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function decode(groups: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeOrKeep(value)]));
}

function decodeOrKeep(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
