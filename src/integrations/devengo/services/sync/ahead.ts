import type { ProviderCalls } from '../../../../core/http/provider-calls.js';

/** Asks for the next page while the one in hand is written: the provider's time and ours are spent together. */
export async function* ahead<Page>(pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  let next = begun(pages);
  try {
    for (let page = await next; !page.done; page = await next) {
      next = begun(pages);
      yield page.value;
    }
  } finally {
    // Whoever breaks off must not leave a call behind: its answer would be noted nowhere.
    await next.catch(() => undefined);
  }
}

/** A failure waits until it is asked for. */
function begun<Page>(pages: AsyncGenerator<Page>): Promise<IteratorResult<Page, unknown>> {
  const next = pages.next();
  next.catch(() => undefined);
  return next;
}

/** Calls in the order they were asked for, each after the one before has ended. */
export function oneAtATime(calls: ProviderCalls): ProviderCalls {
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(request, translate) {
      const answer = last.then(() => calls.send(request, translate));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
