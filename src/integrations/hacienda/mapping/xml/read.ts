import { XmlElement, type XmlDocument } from 'libxml2-wasm';
import { readDecimal } from '../../../../core/money/index.js';
import { UnreadableXml } from '../../signing/read-strictly.js';

/** An element read by local names: answers may come with any prefix. */
export class Reader {
  private constructor(private readonly element: XmlElement) {}

  static of(document: XmlDocument): Reader {
    return new Reader(document.root);
  }

  get name(): string {
    return this.element.name;
  }

  get namespace(): string {
    return this.element.namespaceUri;
  }

  /** The one child of this name; a second one might be the one nobody signed. */
  child(name: string): Reader | undefined {
    let found: XmlElement | undefined;
    for (let node = this.element.firstChild; node; node = node.next) {
      if (!(node instanceof XmlElement) || node.name !== name) continue;
      if (found) throw new UnreadableXml(`El XML trae más de un <${name}> donde va uno`);
      found = node;
    }
    return found && new Reader(found);
  }

  /** The trimmed text under a path of children; empty when it is not there. */
  text(...path: string[]): string {
    return this.at(path)?.element.content.trim() ?? '';
  }

  /** With five places; null when it is not there or no number. */
  amount(...path: string[]): string | null {
    return readDecimal(this.text(...path))?.toFixed(5) ?? null;
  }

  private at(path: string[]): Reader | undefined {
    return path.reduce<Reader | undefined>((reader, name) => reader?.child(name), this);
  }
}
