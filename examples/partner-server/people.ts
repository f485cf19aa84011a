/** What a form of the city's can begin with. */
export interface Prefill {
  readonly category?: string
  readonly text?: string
  readonly address?: string
}

/** Somebody who has an account at the partner's. */
export interface Person {
  /** What the partner calls them; the city is told this and nothing else. */
  readonly subject: string
  readonly name: string
  /** What the form begins with for them, of what we know already; they see it, and may write over it. */
  readonly begin?: Prefill
}

/** Signed-in people by the value of their cookie; a real server has a store that several machines share. */
export class SignedIn {
  readonly #people = new Map<string, Person>()

  begin(person: Person): string {
    const id = crypto.randomUUID()
    this.#people.set(id, person)
    return id
  }
  end(id: string | undefined): void {
    if (id !== undefined) this.#people.delete(id)
  }
  who(id: string | undefined): Person | undefined {
    return id === undefined ? undefined : this.#people.get(id)
  }
}
