/** The file or its map is not what it should be: said in one line, without a stack. */
export class ImportMistake extends Error {
  override readonly name = 'ImportMistake'
}
