/* jsdom has no popovers. Implements toggling after the standard, without the top layer and light dismiss. */
Object.assign(HTMLElement.prototype, {
  togglePopover(this: HTMLElement) {
    return this.toggleAttribute('data-open');
  },
});

export {};
