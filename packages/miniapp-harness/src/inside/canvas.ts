import { Builtin } from './elements.ts'

/** What was drawn, where there is no real canvas; pictures of it are empty. */
export interface Drawing {
  calls: string[]
}

/** Every method of it may be called, and every property set. */
function recorded(drawing: Drawing): object {
  return new Proxy({} as Record<string | symbol, unknown>, {
    get(target, name) {
      if (name in target) return target[name]
      if (name === 'measureText') return (text: string) => ({ width: text.length * 10 })
      return (...args: unknown[]) => void drawing.calls.push(`${String(name)}(${args.map(String).join(',')})`)
    },
  })
}

/** A canvas of type 2d: `createSelectorQuery().select(…).fields({ node: true })` gives the node that draws. */
export class WxCanvas extends Builtin {
  readonly drawing: Drawing = { calls: [] }
  private surface: HTMLCanvasElement | undefined
  /** As WeChat hands it to a program. */
  get node(): object {
    const surface = (this.surface ??= this.appendChild(document.createElement('canvas')))
    const fallback = recorded(this.drawing)
    return {
      get width() {
        return surface.width
      },
      set width(width: number) {
        surface.width = width
      },
      get height() {
        return surface.height
      },
      set height(height: number) {
        surface.height = height
      },
      // jsdom draws nothing.
      getContext: () => (draws() ? surface.getContext('2d') : fallback),
      createImage: () => document.createElement('img'),
      toDataURL: (type?: string) => (draws() ? surface.toDataURL(type) : 'data:image/png;base64,'),
      requestAnimationFrame: (work: () => void) => setTimeout(work, 16),
    }
  }
}

const draws = () => typeof CanvasRenderingContext2D === 'function'
