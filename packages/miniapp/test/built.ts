import { apiShapes, loadProgram, type Program } from '@civicgrid/miniapp-harness'
import { prepareMiniapp } from '../../../tools/prepare-miniapp.ts'

export interface Built {
  dist: string
  program: Program
  /** Every page by its path. */
  pages: string[]
  /** Folders of the subpackages. */
  roots: string[]
}

/** The program of the first city, as it is uploaded to WeChat. */
export async function built(): Promise<Built> {
  const dist = await prepareMiniapp('haitang')
  const program = loadProgram(dist, apiShapes())
  const { pages, subPackages = [] } = program.app
  return {
    dist,
    program,
    pages: [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))],
    roots: subPackages.map(({ root }) => root),
  }
}
