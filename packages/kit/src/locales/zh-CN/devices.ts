/** Where a resident is signed in. */
export const devices = {
  'settings.ways': '登录方式',
  'settings.myData': '我的数据',
  'settings.grants': '我的授权',
  'devices.title': '登录的设备',
  'devices.hint': '不认识的设备，请让它退出',
  'devices.here': '本设备',
  'devices.seen': '{when}用过',
  'devices.out': '退出',
  'devices.outOf': '让{name}退出',
  'devices.allOut': '让其他设备都退出',
  'devices.done': '已退出',
  'devices.via.demo': '演示登录',
  'devices.via.host': '城市应用',
  'devices.via.wechat': '微信',
  'devices.via.phone': '手机号',
} as const
