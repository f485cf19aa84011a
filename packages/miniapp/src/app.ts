import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { prepare } from './platform/civic.ts'
import { watchNetwork } from './platform/network.ts'
import { watchPrivacy } from './platform/privacy.ts'
import { watchUpdates } from './platform/updates.ts'
import { useWaiting } from './platform/waiting.ts'
import '@theme'
import './app.css'

const App = createApp({
  onLaunch() {
    prepare()
    watchPrivacy()
    watchNetwork()
    watchUpdates()
    useWaiting().begin()
  },
})
App.use(createPinia())

export default App
