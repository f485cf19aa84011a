import { Builtin, tell, type Known } from './elements.ts'

/** A field of one or of many lines: what is typed is told as WeChat tells it. */
abstract class Field extends Builtin {
  static override observedAttributes = [
    ...Builtin.observedAttributes,
    'value',
    'placeholder',
    'maxlength',
    'type',
    'disabled',
  ]
  protected abstract field: HTMLInputElement | HTMLTextAreaElement
  protected override get speaking(): HTMLElement {
    return this.field
  }

  override connectedCallback(): void {
    if (!this.field.isConnected) {
      this.field.addEventListener('input', (event) => {
        event.stopPropagation()
        tell(this, 'input', { value: this.field.value, cursor: this.field.value.length })
      })
      for (const name of ['focus', 'blur'] as const)
        this.field.addEventListener(name, () => tell(this, name, { value: this.field.value }))
      this.field.addEventListener('change', (event) => event.stopPropagation())
      this.append(this.field)
    }
    super.connectedCallback()
  }
  protected override changed(name: string, value: string | null): void {
    if (name === 'value' && this.field.value !== (value ?? '')) this.field.value = value ?? ''
    if (name === 'placeholder') this.field.placeholder = value ?? ''
    if (name === 'maxlength' && Number(value) > 0) this.field.maxLength = Number(value)
    if (name === 'type' && value === 'number') this.field.inputMode = 'numeric'
    if (name === 'disabled') this.field.disabled = (this as Known).__wxElement?.getAttribute('disabled') === true
  }
}

export class WxInput extends Field {
  protected override field: HTMLInputElement = document.createElement('input')
  override connectedCallback(): void {
    super.connectedCallback()
    this.field.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Enter') tell(this, 'confirm', { value: this.field.value })
    })
  }
}

export class WxTextarea extends Field {
  protected override field: HTMLTextAreaElement = document.createElement('textarea')
}

/** Something that is on or off. */
abstract class Toggle extends Builtin {
  static override observedAttributes = [...Builtin.observedAttributes, 'checked']
  protected on = false
  override connectedCallback(): void {
    super.connectedCallback()
    this.tabIndex = 0
    this.addEventListener('click', () => this.press())
  }
  protected override changed(name: string): void {
    if (name === 'checked') this.show((this as Known).__wxElement?.getAttribute('checked') === true)
  }
  protected show(on: boolean): void {
    this.on = on
    this.setAttribute('aria-checked', String(on))
  }
  protected abstract press(): void
}

export class WxSwitch extends Toggle {
  protected override get ownRole(): string {
    return 'switch'
  }
  get chosen(): boolean {
    return this.on
  }
  protected override press(): void {
    this.show(!this.on)
    tell(this, 'change', { value: this.on })
  }
}

/** A member of a group, which is told what is chosen in it. */
class Member extends Toggle {
  get value(): string {
    return this.getAttribute('value') ?? ''
  }
  get chosen(): boolean {
    return this.on
  }
  set chosen(on: boolean) {
    this.show(on)
  }
  protected override press(): void {
    const group = this.closest<Group>('wx-radio-group, wx-checkbox-group')
    group?.choose(this)
  }
}
export class WxRadio extends Member {
  protected override get ownRole(): string {
    return 'radio'
  }
}
export class WxCheckbox extends Member {
  protected override get ownRole(): string {
    return 'checkbox'
  }
}

abstract class Group extends Builtin {
  abstract choose(member: Member): void
  protected members(): Member[] {
    return [...this.querySelectorAll<Member>('wx-radio, wx-checkbox')]
  }
}
export class WxRadioGroup extends Group {
  get chosen(): string {
    return this.members().find(({ chosen }) => chosen)?.value ?? ''
  }
  override choose(member: Member): void {
    for (const each of this.members()) each.chosen = each === member
    tell(this, 'change', { value: member.value })
  }
}
export class WxCheckboxGroup extends Group {
  get chosen(): string[] {
    return this.members()
      .filter(({ chosen }) => chosen)
      .map(({ value }) => value)
  }
  override choose(member: Member): void {
    member.chosen = !member.chosen
    tell(this, 'change', { value: this.chosen })
  }
}
