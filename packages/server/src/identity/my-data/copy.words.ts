import type { Locale } from '@civicgrid/contracts'
import { authorities as authoritiesEn } from '@civicgrid/kit/locales/en/authorities'
import { devices as devicesEn } from '@civicgrid/kit/locales/en/devices'
import { grants as grantsEn } from '@civicgrid/kit/locales/en/grants'
import { loop as loopEn } from '@civicgrid/kit/locales/en/loop'
import { myData as myDataEn } from '@civicgrid/kit/locales/en/my-data'
import { ways as waysEn } from '@civicgrid/kit/locales/en/ways'
import { authorities } from '@civicgrid/kit/locales/zh-CN/authorities'
import { devices } from '@civicgrid/kit/locales/zh-CN/devices'
import { grants } from '@civicgrid/kit/locales/zh-CN/grants'
import { loop } from '@civicgrid/kit/locales/zh-CN/loop'
import { myData } from '@civicgrid/kit/locales/zh-CN/my-data'
import { ways } from '@civicgrid/kit/locales/zh-CN/ways'

/** What the readable page of a copy says; everything else on it is the resident's own. */
export const COPY_WORDS = {
  'zh-CN': {
    title: '我的数据',
    made: '制作时间',
    about: '这份副本只有您能下载。同一内容的 data.json 供软件读取，照片和录音在 files 文件夹里。',
    account: '账号',
    name: '姓名',
    phone: '手机号',
    ways: '登录方式',
    devices: '已登录的设备',
    places: '常用地点',
    appeals: '我的诉求',
    joined: '我也遇到',
    authorities: '代办',
    integrations: '我授权的第三方应用',
    looks: '谁看过我的联系方式',
    consents: '我同意过的事',
    centre: '热线中心',
    sent: '提交',
    where: '地点',
    words: '内容',
    reply: '答复',
    rated: '评价',
    files: '照片和录音',
    history: '经过',
    none: '没有',
  },
  en: {
    title: 'My data',
    made: 'Made',
    about:
      'Only you can download this copy. data.json holds the same for software; photos and recordings are in the folder files.',
    account: 'Account',
    name: 'Name',
    phone: 'Phone number',
    ways: 'Ways in',
    devices: 'Devices signed in',
    places: 'Saved places',
    appeals: 'What I sent',
    joined: 'What I joined',
    authorities: 'Acting for another',
    integrations: 'Apps I let act for me',
    looks: 'Who looked at my contact details',
    consents: 'What I agreed to',
    centre: 'The hotline centre',
    sent: 'Sent',
    where: 'Place',
    words: 'Words',
    reply: 'Answer',
    rated: 'Rating',
    files: 'Photos and recordings',
    history: 'What happened',
    none: 'None',
  },
} as const satisfies Record<Locale, object>
export type CopyWords = { readonly [Word in keyof (typeof COPY_WORDS)['en']]: string }

/** What the portal calls things, by the key that ends in the value as it is kept. */
const CALLED: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'zh-CN': { ...loop, ...devices, ...ways, ...authorities, ...grants, ...myData },
  en: { ...loopEn, ...devicesEn, ...waysEn, ...authoritiesEn, ...grantsEn, ...myDataEn },
}

/** What a person reads for a value; the value itself where the portal has no word for it. */
export const called = (locale: Locale, about: string, value: string): string =>
  CALLED[locale][`${about}.${value}`] ?? value
