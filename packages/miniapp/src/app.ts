import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { prepare } from './platform/civic.ts'
import { watchPrivacy } from './platform/privacy.ts'
import '@theme'
import './app.css'

const App = createApp({
  onLaunch() {
    prepare()
    watchPrivacy()
  },
})
App.use(createPinia())

export default App
