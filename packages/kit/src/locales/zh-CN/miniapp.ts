/** What is read in the mini-program alone: WeChat's own means, and what they ask for. */
export const miniapp = {
  'mini.signInPhone': '用微信手机号登录',
  'mini.signInHint': '第一次使用，请用手机号确认一次，以后打开就是登录的',
  'mini.signInRefused': '没有得到手机号。您也可以打12345反映',
  'mini.signInCode': '用短信验证码登录',
  'mini.numberAgain': '这次没有验证成功，请再点一次',
  'mini.wechatNotNow': '微信现在没能让您登录，请过一会儿再试，或用短信验证码登录',
  'mini.signInNeeded': '登录后接着提交，您填的内容都还在',
  'mini.locationDenied': '没有得到位置权限。请在微信的设置里允许，再选一次',
  'mini.openSettings': '去设置里允许',
  'mini.albumDenied': '没有得到相机或相册权限。请在微信的设置里允许，再试一次',
  'mini.keptHere': '还没有提交。您填的都存在这部手机里，有网络时再点「提交」，只会提交一次',
  'mini.elderOffer': '手机字号较大，要换成大字版吗？',
  'mini.elderHint': '字大、按钮大、行距宽',
  'mini.elderYes': '换成大字版',
  'mini.elderNo': '不用',
} as const
