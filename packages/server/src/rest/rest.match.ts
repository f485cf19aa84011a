import { REST_OPERATIONS, type RestOperation } from '@civicgrid/contracts'

export interface Match {
  readonly operation: RestOperation
  /** What stands at the names of its path, decoded. */
  readonly params: Readonly<Record<string, string>>
}

interface Node {
  readonly fixed: Map<string, Node>
  named: { readonly name: string; readonly node: Node } | null
  readonly here: Map<string, RestOperation>
}
const node = (): Node => ({ fixed: new Map(), named: null, here: new Map() })

/** Finds the operation of a path; one step for each part of it, however many operations there are. */
export function matcher(operations: readonly RestOperation[] = REST_OPERATIONS) {
  const root = node()
  for (const operation of operations) {
    let at = root
    for (const part of operation.path.slice(1).split('/')) {
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (name === undefined) {
        const next = at.fixed.get(part) ?? node()
        at.fixed.set(part, next)
        at = next
      } else {
        at.named ??= { name, node: node() }
        at = at.named.node
      }
    }
    at.here.set(operation.method, operation)
  }
  /** @param path below `/api/v1`; undefined: no operation lies there */
  return (method: string, path: string): Match | undefined => {
    const params: Record<string, string> = {}
    let at = root
    for (const part of path.slice(1).split('/')) {
      const fixed = at.fixed.get(part)
      if (fixed) at = fixed
      else if (at.named && part !== '') {
        const value = decoded(part)
        if (value === undefined) return undefined
        params[at.named.name] = value
        at = at.named.node
      } else return undefined
    }
    const operation = at.here.get(method)
    return operation && { operation, params }
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
