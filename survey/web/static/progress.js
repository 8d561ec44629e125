// The page stays open in the evening: every half minute it asks for newer numbers and puts them in their place.
// Without scripts there is a link that does the same.
const PAUSE = 30000;

async function renew() {
  if (document.hidden || document.querySelector('#fresh details[open], #fresh :focus')) return;
  let answer;
  try {
    answer = await fetch(location.href, {headers: {Accept: 'text/html'}, redirect: 'manual'});
  } catch {
    return; // without a network the numbers simply stay as old as they say they are
  }
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  put('#fresh', page);
  put('.title', page);
}

function put(name, page) {
  const here = document.querySelector(name);
  const there = page.querySelector(name);
  if (!here || !there || here.innerHTML === there.innerHTML) return;
  const said = there.querySelector('.headline');
  here.replaceWith(there);
  if (said) document.getElementById('news').textContent = said.textContent;
}

setInterval(renew, PAUSE);
