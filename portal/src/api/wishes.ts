/**
 * One request id for one wish. A write that failed, or whose answer was lost, may have been carried out: asked again
 * unchanged, it goes out under the same id and happens once (decision 0007). A changed wish gets a new id, and so does
 * an equal one after it was answered. Pressed twice, it is sent once.
 */
interface Wish {
  readonly body: string;
  readonly requestId: string;
  readonly answer: Promise<unknown> | undefined;
}

/** More addresses than this are never written to between two answers. */
const mostWishes = 100;

export class Wishes {
  readonly #newId: () => string;
  /** By method and address: the last wish that was not answered well. */
  readonly #open = new Map<string, Wish>();

  constructor(newId: () => string = () => crypto.randomUUID()) {
    this.#newId = newId;
  }

  /** `place`: method and address; `body`: what is sent, as text. */
  fulfil<Answer>(place: string, body: string, send: (requestId: string) => Promise<Answer>): Promise<Answer> {
    const before = this.#open.get(place);
    const same = before?.body === body ? before : undefined;
    if (same?.answer) return same.answer as Promise<Answer>;
    const requestId = same?.requestId ?? this.#newId();
    const answer = this.#settle(place, requestId, send(requestId));
    this.#remember(place, { body, requestId, answer });
    return answer;
  }

  async #settle<Answer>(place: string, requestId: string, sent: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await sent;
      this.#replace(place, requestId, undefined);
      return answer;
    } catch (error) {
      const wish = this.#open.get(place);
      if (wish) this.#replace(place, requestId, { ...wish, answer: undefined });
      throw error;
    }
  }

  #replace(place: string, requestId: string, wish: Wish | undefined): void {
    // Another wish may have been made for this place meanwhile.
    if (this.#open.get(place)?.requestId !== requestId) return;
    if (wish) this.#open.set(place, wish);
    else this.#open.delete(place);
  }

  #remember(place: string, wish: Wish): void {
    this.#open.delete(place);
    this.#open.set(place, wish);
    const oldest = this.#open.keys().next().value;
    if (this.#open.size > mostWishes && oldest !== undefined) this.#open.delete(oldest);
  }
}
