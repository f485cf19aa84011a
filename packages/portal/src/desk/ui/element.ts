/** The parts of Element Plus that the desk uses, each with its own styles: what is not named here is not in the bundle. */
import 'element-plus/es/components/config-provider/style/css'
import 'element-plus/es/components/input-number/style/css'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/option/style/css'
import 'element-plus/es/components/option-group/style/css'
import 'element-plus/es/components/popover/style/css'
import 'element-plus/es/components/select/style/css'
import 'element-plus/es/components/skeleton/style/css'
import './element.css'

export {
  ElConfigProvider,
  ElInputNumber,
  ElMessage,
  ElOption,
  ElOptionGroup,
  ElPopover,
  ElSelect,
  ElSkeleton,
} from 'element-plus'
