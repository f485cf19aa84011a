import type { Caller, CommandOptions, Input } from '../transport/caller.types.ts'
import type { Commands } from '../wire/procedures.ts'

type Given<Path> = Path extends keyof Commands ? Input<Commands[Path]['input']> : never
type Answer<Path> = Path extends keyof Commands ? Commands[Path]['output'] : never
type CommandsOf<Router extends string, Name extends string> = {
  [One in Name]: (input: Given<`${Router}.${One}`>, options?: CommandOptions) => Promise<Answer<`${Router}.${One}`>>
}

/** Commands of a router that a facade hands on as they are: each spelled out by itself is a part of what a page loads. */
export function commandsOf<Router extends string, Name extends string>(
  call: Caller,
  router: Router,
  names: readonly Name[],
): CommandsOf<Router, Name> {
  const facade: Record<string, unknown> = {}
  for (const name of names)
    facade[name] = (input: never, options?: CommandOptions) =>
      call.command(`${router}.${name}` as keyof Commands, input, options)
  return facade as CommandsOf<Router, Name>
}
