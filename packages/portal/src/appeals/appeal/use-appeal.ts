import { useFollowed } from '@civicgrid/kit/appeals'
import { civic } from '../../platform/civic.ts'
import { sentence } from '../../platform/errors.ts'
import { say } from '../../ui/toast.ts'

/** One appeal, alive: it is looked at again and again while the page is open, and after every command. */
export const useAppeal = (code: string) =>
  useFollowed({ watch: (signal) => civic.appeals.watch(code, { signal }), say, sentence })
