import { taroConfig } from '../build/taro-config.ts'

/** Where Taro's command looks; what it finds is made in build/. */
export default taroConfig()
