/** Somebody who has an account at the app. */
export interface Person {
  /** The app's own name for them, which the portal is told and nobody else. */
  readonly subject: string
  readonly name: string
  readonly phone: string
}

/** Signed-in people by the value of their cookie; a real app has a store that several machines share. */
export class SignedIn {
  readonly #people = new Map<string, { person: Person; at: Date }>()

  begin(person: Person): string {
    const id = crypto.randomUUID()
    this.#people.set(id, { person, at: new Date() })
    return id
  }
  end(id: string | undefined): void {
    if (id !== undefined) this.#people.delete(id)
  }
  who(id: string | undefined): Person | undefined {
    return id === undefined ? undefined : this.#people.get(id)?.person
  }
  /** When they proved who they are. */
  since(id: string | undefined): Date | undefined {
    return id === undefined ? undefined : this.#people.get(id)?.at
  }
}
