import type { Leaf, NamedPlace } from '../support/cast.ts'

/** Where a resident reads or writes. */
export type Where = 'send' | 'mine' | 'look' | { readonly appeal: string } | { readonly joined: string }

/**
 * A face of the city in a resident's hand, by what a person does and sees: buttons, choices and fields by the names that a
 * screen reader says, in the words of kit. What one cannot say so differs between faces and stands below by its purpose.
 */
export interface ResidentFace {
  /** Opens a page and waits until it can be used. */
  open(where: Where): Promise<void>
  press(button: string): Promise<void>
  /** So often before anything can come of the first. */
  pressQuickly(button: string, times: number): Promise<void>
  choose(radio: string): Promise<void>
  type(label: string, text: string): Promise<void>
  /** What stands in a field. */
  typed(label: string): Promise<string>
  /** Waits until it is to be read, on the page or in what passes over it. */
  reads(text: string): Promise<void>
  /** What is to be read on the page now. */
  text(): Promise<string>
  offers(button: string): Promise<boolean>
  /** Searches the category and takes it. */
  pickCategory(leaf: Leaf): Promise<void>
  /** The journey's place, on the map. */
  pickPlace(): Promise<void>
  /** Searches a place by its name and takes it. */
  findPlace(place: NamedPlace): Promise<void>
  addPhoto(): Promise<void>
  /** The code on the page that says thanks. */
  sentCode(): Promise<string>
  /** The phone ends what is open without asking, and the resident opens the same page again. */
  comeBack(): Promise<void>
  /** The next sending arrives, and its answer does not. */
  loseAnswer(): Promise<void>
  /** What happens from now on the page does not see before the resident has sent something. */
  looksAway(): Promise<void>
  /** How often it has asked the server for this. */
  asked(procedure: string): number
  /** Keys under which an appeal was sent since it was opened. */
  keys(): readonly string[]
  end(): Promise<void>
}

export type Face = 'portal' | 'miniapp'
