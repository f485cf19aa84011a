/** Private things that the program asks for; WeChat refuses others (requiredPrivateInfos). */
export default defineAppConfig({
  pages: ['home/index', 'identity/sign-in/index', 'settings/index'],
  subPackages: [
    {
      root: 'appeals',
      name: 'appeals',
      pages: ['send/index', 'sent/index', 'mine/index', 'appeal/index', 'rate/index', 'look/index', 'later/index'],
    },
    {
      root: 'board',
      name: 'board',
      pages: ['list/index', 'public/index', 'near/index', 'joined/index'],
    },
    {
      root: 'me',
      name: 'me',
      pages: [
        'ways/index',
        'authorities/index',
        'acted/index',
        'grants/index',
        'data/index',
        'privacy/index',
        'prove/index',
      ],
    },
  ],
  // Fetched while home is looked at, so that the first tap waits for nothing.
  preloadRule: { 'home/index': { network: 'all', packages: ['appeals'] } },
  window: { navigationBarTitleText: '', navigationBarTextStyle: 'black', navigationBarBackgroundColor: '#ffffff' },
  lazyCodeLoading: 'requiredComponents',
  requiredPrivateInfos: ['getLocation', 'chooseLocation'],
  permission: { 'scope.userLocation': { desc: '用来标出您反映的问题在哪里' } },
  __usePrivacyCheck__: true,
})
