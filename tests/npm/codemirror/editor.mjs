// A CodeMirror editor on a page, as a person sees and uses it.

import assert from "node:assert/strict";

export class Editor {
  constructor(page) {
    this.page = page;
  }

  /** The text as the page would save it. */
  saved() {
    return this.page.evaluate(() => window.saved());
  }

  /** Clicks behind the last letter of `text`, with the mouse. */
  async clickBehind(text) {
    const { right, y } = await this.rectangle(text);
    await this.page.mouse.click(right - 1, y);
  }

  /** Moves the mouse over `text`. */
  async moveTo(text) {
    const { left, right, y } = await this.rectangle(text);
    await this.page.mouse.move(left, y);
    await this.page.mouse.move((left + right) / 2, y, { steps: 5 });
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The pieces of text that are underlined, once there are any. */
  async underlined(severity) {
    await this.page.locator(squiggle(severity)).first().waitFor();
    return this.page.evaluate(underlinedTexts, squiggle(severity));
  }

  nothingUnderlined(severity) {
    return this.page.waitForFunction((selector) => document.querySelector(selector) === null, squiggle(severity));
  }

  /** Fails where the squiggle is not below the letters of `text`, from the first to the last. */
  async isDrawnUnder(severity, text) {
    const drawn = await this.page.locator(squiggle(severity)).evaluateAll((marks) => {
      const boxes = marks.map((mark) => mark.getBoundingClientRect());
      return { left: Math.min(...boxes.map(({ left }) => left)), right: Math.max(...boxes.map(({ right }) => right)) };
    });
    const { left, right } = await this.rectangle(text);
    assert.ok(Math.abs(drawn.left - left) < 1 && Math.abs(drawn.right - right) < 1, `${JSON.stringify(drawn)} is not ${left} to ${right}`);
  }

  async hoverOver(severity) {
    await this.page.locator(squiggle(severity)).first().hover();
    await this.page.locator(".cm-tooltip-lint").waitFor();
  }

  async tooltip() {
    await this.page.locator(".cm-tooltip-hover").first().waitFor();
    return this.page.locator(".cm-tooltip-hover").first().innerText();
  }

  async quickFix(title) {
    await this.page.locator(".cm-tooltip-lint .cm-diagnosticAction", { hasText: title }).click();
  }

  /** What the open list of completions shows. */
  async completions() {
    const list = this.page.locator(".cm-tooltip-autocomplete .cm-completionLabel");
    await list.first().waitFor();
    // CodeMirror takes no key for a list that has only just opened.
    await this.aMoment();
    return list.allInnerTexts();
  }

  /** Time for a list to open where one is going to. */
  aMoment() {
    return this.page.waitForTimeout(500);
  }

  /** Where the letters of `text` are on the screen: measured by the browser, not by CodeMirror. */
  async rectangle(text) {
    const found = await this.page.evaluate(rectangleOf, text);
    assert.ok(found, `the editor does not show ${text}`);
    return found;
  }
}

function squiggle(severity) {
  return `.cm-lintRange-${severity}`;
}

/** On the page: the texts below the squiggles; marks that touch are one. */
function underlinedTexts(selector) {
  const texts = [];
  let last = null;
  for (const mark of document.querySelectorAll(selector)) {
    if (last !== null && last.nextSibling === mark) texts.push(texts.pop() + mark.textContent);
    else texts.push(mark.textContent);
    last = mark;
  }
  return texts;
}

/** On the page: the rectangle of a text within one line. */
function rectangleOf(text) {
  for (const line of document.querySelectorAll(".cm-line")) {
    const at = line.textContent.indexOf(text);
    if (at < 0) continue;
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let before = 0; walker.nextNode(); before += walker.currentNode.length) {
      const { currentNode: node } = walker;
      const [start, end] = [at - before, at + text.length - before];
      if (start >= 0 && start < node.length) range.setStart(node, start);
      if (end > 0 && end <= node.length) range.setEnd(node, end);
    }
    const { left, right, top, height } = range.getBoundingClientRect();
    return { left, right, y: top + height / 2 };
  }
  return undefined;
}
