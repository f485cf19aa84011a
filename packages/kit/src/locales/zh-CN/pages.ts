import { board } from './board.ts'
import { devices } from './devices.ts'
import { loop } from './loop.ts'
import { reading } from './reading.ts'

/** What is read on every page but the first one and where an appeal is sent; those wait for less. */
export const pages = { ...board, ...devices, ...loop, ...reading } as const
