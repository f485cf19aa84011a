export { outcomeTone } from '@civicgrid/kit/appeals'
