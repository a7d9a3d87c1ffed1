// A picture on which a rectangle is drawn by dragging. The event `region` tells its sides as shares
// of the picture's; the mark is the child of class region-mark.
class UcadRegion extends HTMLElement {
  #from = null;
  #drawn = null;
  #listening = false;

  connectedCallback() {
    if (this.#listening) {
      return;
    }
    this.#listening = true;
    this.addEventListener('dragstart', (event) => event.preventDefault());
    this.addEventListener('pointerdown', (event) => this.#begin(event));
    this.addEventListener('pointermove', (event) => this.#drag(event));
    this.addEventListener('pointerup', () => this.#end());
    this.addEventListener('pointercancel', () => this.#end());
  }

  #place(event) {
    const box = this.getBoundingClientRect();
    const share = (at, from, length) => Math.min(1, Math.max(0, (at - from) / length));
    return {
      x: share(event.clientX, box.left, box.width),
      y: share(event.clientY, box.top, box.height),
    };
  }

  #begin(event) {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    this.#from = this.#place(event);
  }

  #drag(event) {
    if (this.#from === null) {
      return;
    }
    const to = this.#place(event);
    const left = Math.min(this.#from.x, to.x);
    const top = Math.min(this.#from.y, to.y);
    const width = Math.abs(this.#from.x - to.x);
    const height = Math.abs(this.#from.y - to.y);
    this.#drawn = { left, top, width, height };
    const mark = this.querySelector('.region-mark');
    for (const [side, share] of Object.entries(this.#drawn)) {
      mark.style[side] = `${100 * share}%`;
    }
  }

  // One that is too small is told as well: the server puts the mark back.
  #end() {
    const drawn = this.#drawn;
    this.#from = null;
    this.#drawn = null;
    if (drawn !== null) {
      this.dispatchEvent(new CustomEvent('region', { detail: drawn }));
    }
  }
}

customElements.define('ucad-region', UcadRegion);
