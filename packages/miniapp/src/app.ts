import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { prepare } from './platform/civic.ts'
import '@theme'
import './app.css'

const App = createApp({
  onLaunch() {
    prepare()
  },
})
App.use(createPinia())

export default App
