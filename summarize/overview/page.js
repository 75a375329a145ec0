// The page of an overview: lists, filters and sorts what the data elements hold. Written for browsers of
// ten years ago as well. Text reaches the page as text nodes alone, never as markup.
(function () {
  'use strict';
  var UNIT = 0, STATE = 1, SOURCE = 2, DOCUMENT = 3, PDF = 4, PAGES = 5, WARNINGS = 6, ERROR_COUNT = 7, ERRORS = 8,
    FIGURES = 9, PERSON = 10, PHONE = 11, DEADLINE = 12, NOTE = 13, WARNED = 14,
    PERIOD = 15, WAITING = 3;
  var CELLS_AT_ONCE = 4000, COLUMNS_AT_ONCE = 40, ERRORS_AT_ONCE = 3, PRINTED_AT_MOST = 2000, INDICATORS_ON_PAPER = 5;
  var head = JSON.parse(byId('head').textContent), words = head.words, columns = head.columns;
  var rows = [], has = {}, chosen = { view: 'units', state: -1, query: '', indicator: -1, sort: null };
  var listed = [], shown = 0, isPrinting = false, body = null;

  function byId(id) { return document.getElementById(id); }

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) { element.className = className; }
    if (text !== undefined && text !== '') { element.appendChild(document.createTextNode(text)); }
    return element;
  }

  function add(parent, tag, className, text) { return parent.appendChild(make(tag, className, text)); }

  function clear(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }

  function load() {
    var parts = document.querySelectorAll('script.rows'), part, index, row;
    for (index = 0; index < parts.length; index += 1) {
      part = JSON.parse(parts[index].textContent);
      parts[index].parentNode.removeChild(parts[index]);
      while (part.length) { rows.push(part.shift()); }
    }
    for (index = 0; index < rows.length; index += 1) {
      row = rows[index];
      row.order = index;
      has.pages = has.pages || row[PAGES] !== null;
      has.contact = has.contact || row[PERSON] || row[PHONE] || row[DEADLINE];
      has.note = has.note || row[NOTE];
      has.waiting = has.waiting || row[STATE] === WAITING;
    }
  }

  function searched(row) {
    var text;
    if (row.text === undefined) {
      text = [row[UNIT], row[SOURCE], row[PERSON], row[PHONE], row[NOTE]];
      row[ERRORS].concat(row[WARNED]).forEach(function (found) { text.push(found[2], found[3]); });
      row.text = text.join('\n').toLowerCase();
    }
    return row.text;
  }

  function figureOf(row, column) {
    var index, figures;
    if (!row.figures) {
      row.figures = {};
      figures = row[FIGURES];
      for (index = 0; index < figures.length; index += 1) { row.figures[figures[index][0]] = figures[index]; }
    }
    return row.figures[column];
  }

  function printed(figure) { return figure[2] === 0 ? String(figure[1]) : figure[2]; }

  // What a row is sorted by; null comes last in either direction.
  function sortKey(row, sort) {
    var figure;
    if (sort.field !== undefined) { return row[sort.field] === '' ? null : row[sort.field]; }
    figure = figureOf(row, sort.column);
    if (!figure) { return null; }
    return sort.isChange ? figure[3] : figure[1];
  }

  function inOrder(sort) {
    return function (one, other) {
      var a = one.key, b = other.key, order = 0;
      if (isApart(one) !== isApart(other)) { return isApart(one) ? 1 : -1; }
      if (a === null || b === null) {
        order = (a === null ? 1 : 0) - (b === null ? 1 : 0);
      } else if (a !== b) {
        order = typeof a === 'string' ? a.localeCompare(b, 'zh-CN') : a - b;
        order = sort.isDown ? -order : order;
      }
      return order || one.order - other.order;
    };
  }

  // Figures of another year stand behind all others and in no sum.
  function isApart(row) { return chosen.view === 'figures' && row[PERIOD] !== ''; }

  function list() {
    var query = chosen.query.replace(/^\s+|\s+$/g, '').toLowerCase(), index, row;
    listed = [];
    for (index = 0; index < rows.length; index += 1) {
      row = rows[index];
      if ((chosen.state < 0 || row[STATE] === chosen.state) && (!query || searched(row).indexOf(query) >= 0) &&
          (chosen.view === 'units' || row[FIGURES].length)) {
        row.key = chosen.sort ? sortKey(row, chosen.sort) : null;
        listed.push(row);
      }
    }
    listed.sort(inOrder(chosen.sort || { isDown: false }));
  }

  function sortBy(sort) {
    var now = chosen.sort;
    if (now && now.field === sort.field && now.column === sort.column && now.isChange === sort.isChange) {
      sort = now.isDown === sort.isDown ? { field: sort.field, column: sort.column, isChange: sort.isChange, isDown: !sort.isDown } : null;
    }
    chosen.sort = sort;
    draw();
  }

  function sortHead(parent, text, sort) {
    var cell, button, now = chosen.sort;
    // Chromium leaves buttons out of the heads that it repeats on further pages.
    if (isPrinting) { return add(parent, 'th', '', text); }
    cell = add(parent, 'th');
    button = add(cell, 'button', '', text);
    if (now && now.field === sort.field && now.column === sort.column && now.isChange === sort.isChange) {
      cell.setAttribute('aria-sort', now.isDown ? 'descending' : 'ascending');
      button.appendChild(document.createTextNode(now.isDown ? '↓' : '↑'));
    }
    button.type = 'button';
    button.onclick = function () { sortBy(sort); };
    return cell;
  }

  function address(path) {
    try {
      return './' + path.split('/').map(encodeURIComponent).join('/');
    } catch (error) {
      return '';
    }
  }

  function addLink(parent, path, text) {
    var link = add(parent, 'a', '', text);
    if (address(path)) { link.href = address(path); }
  }

  function count(parent, number) { return add(parent, 'td', 'number', number ? String(number) : ''); }

  function unitHead(table) {
    var row = add(add(table, 'thead'), 'tr');
    add(row, 'th', '', '序号');
    sortHead(row, '单位', { field: UNIT, isDown: false });
    sortHead(row, '状态', { field: STATE, isDown: false });
    sortHead(row, '错误', { field: ERROR_COUNT, isDown: true });
    sortHead(row, '警告', { field: WARNINGS, isDown: true });
    if (has.pages) { sortHead(row, '页数', { field: PAGES, isDown: true }); }
    add(row, 'th', '', '报告');
    if (!isPrinting) { add(row, 'th', '', '来源文件'); }
    if (has.contact) {
      add(row, 'th', '', '联系人');
      sortHead(row, '报送时限', { field: DEADLINE, isDown: false });
    }
    if (has.note) { add(row, 'th', '', '说明'); }
    return row.children.length;
  }

  function unitRow(parent, row, number) {
    var line = add(parent, 'tr', row[ERRORS].length ? 'faulty' : ''), cell;
    add(line, 'td', 'number', String(number));
    add(line, 'td', 'unit', row[UNIT]);
    add(add(line, 'td', 'centre'), 'span', 'state s' + row[STATE], words.states[row[STATE]]);
    count(line, row[ERROR_COUNT]);
    cell = count(line, isPrinting || !row[WARNINGS] ? row[WARNINGS] : 0);
    if (!isPrinting && row[WARNINGS]) { foldButton(cell, row); }
    if (has.pages) { count(line, row[PAGES]); }
    cell = add(line, 'td', 'document');
    if (row[DOCUMENT]) { addLink(cell, row[DOCUMENT], row[DOCUMENT].split('/').pop()); }
    if (row[PDF]) {
      cell.appendChild(document.createTextNode('　'));
      addLink(cell, row[PDF], 'PDF');
    }
    if (!isPrinting) { add(line, 'td', 'source', row[SOURCE]); }
    if (has.contact) {
      add(line, 'td', 'contact', row[PERSON] && row[PHONE] ? row[PERSON] + '　' + row[PHONE] : row[PERSON] || row[PHONE]);
      add(line, 'td', 'due', row[DEADLINE]);
    }
    if (has.note) { add(line, 'td', '', row[NOTE]); }
    if (row[ERRORS].length || row.isOpen) { line.parentNode.appendChild(troubles(row, line.children.length)); }
  }

  // Warnings unfold below the unit, behind its errors.
  function foldButton(cell, row) {
    var button = add(cell, 'button', 'fold', String(row[WARNINGS]));
    button.type = 'button';
    button.title = '看警告';
    button.onclick = function () {
      var line = cell.parentNode, next = line.nextSibling;
      row.isOpen = !row.isOpen;
      if (next && next.className === 'errors') { line.parentNode.removeChild(next); }
      if (row[ERRORS].length || row.isOpen) {
        line.parentNode.insertBefore(troubles(row, line.children.length), line.nextSibling);
      }
    };
  }

  function troubles(row, width) {
    var line = make('tr', 'errors'), cell = add(line, 'td');
    cell.colSpan = width;
    if (row[ERRORS].length) { listErrors(cell, row); }
    if (row.isOpen) { listWarnings(cell, row); }
    return line;
  }

  function listWarnings(cell, row) {
    var items = add(cell, 'ol', 'warned');
    row[WARNED].forEach(function (found) { errorItem(items, found, '警告'); });
    if (row[WARNINGS] > row[WARNED].length) {
      add(cell, 'div', 'note', '另有' + (row[WARNINGS] - row[WARNED].length) + words.unlisted);
    }
  }

  function listErrors(cell, row) {
    var items = add(cell, 'ol'), index, button;
    var most = isPrinting ? row[ERRORS].length : Math.min(ERRORS_AT_ONCE, row[ERRORS].length);
    for (index = 0; index < most; index += 1) { errorItem(items, row[ERRORS][index]); }
    if (most < row[ERRORS].length) {
      button = add(cell, 'button', 'less', '再看' + (row[ERRORS].length - most) + '处');
      button.type = 'button';
      button.onclick = function () {
        for (index = most; index < row[ERRORS].length; index += 1) { errorItem(items, row[ERRORS][index]); }
        cell.removeChild(button);
      };
    }
    if (row[ERROR_COUNT] > row[ERRORS].length) {
      add(cell, 'div', 'note', '另有' + (row[ERROR_COUNT] - row[ERRORS].length) + words.unlisted);
    }
  }

  function errorItem(items, error, level) {
    var item = add(items, 'li');
    if (level) { add(item, 'span', 'warning', level); }
    if (error[1]) { add(item, 'span', 'place', error[1]); }
    if (error[2]) { add(item, 'span', 'place', error[2]); }
    add(item, 'span', '', error[3]);
    add(item, 'span', 'code', error[0]);
    if (error[4]) { add(item, 'div', 'advice', '改法：' + error[4]); }
  }

  function shownColumns() {
    if (chosen.indicator >= 0) { return [columns[chosen.indicator]]; }
    return isPrinting ? columns : columns.slice(0, COLUMNS_AT_ONCE);
  }

  function summed() { return listed.filter(function (row) { return !isApart(row); }); }

  function sumOf(column) {
    var index, figure, total = 0, units = 0;
    if (!column.isAdded) { return words.notAdded; }
    if (summed().length === head.figureUnits) { return column.total; }
    for (index = 0; index < listed.length && !isApart(listed[index]); index += 1) {
      figure = figureOf(listed[index], column.index);
      if (figure && figure[1] !== null) {
        total += figure[1];
        units += 1;
      }
    }
    if (!units) { return ''; }
    return column.places ? total.toFixed(column.places).replace(/\.?0+$/, '') : total.toFixed(0);
  }

  function figureHead(table, part) {
    var section = add(table, 'thead'), names = add(section, 'tr'), kinds = add(section, 'tr'), sums = add(section, 'tr');
    add(names, 'th', '', '指标（计量单位）');
    sortHead(kinds, '单位', { field: UNIT, isDown: false });
    add(sums, 'th', '', '合计（' + summed().length + '个单位）');
    part.forEach(function (column) {
      var cell = add(names, 'th', '', column.head), sum = sumOf(column);
      cell.colSpan = 2;
      if (column.remark) { add(cell, 'span', 'remark', column.remark); }
      sortHead(kinds, '本期', { column: column.index, isChange: false, isDown: true });
      sortHead(kinds, '同比', { column: column.index, isChange: true, isDown: true });
      add(sums, 'th', sum === words.notAdded ? 'missing' : 'number', sum);
      add(sums, 'th');
    });
  }

  function figureRow(parent, row, part) {
    var line = add(parent, 'tr', isApart(row) ? 'apart' : ''), cell;
    cell = add(line, 'td', '', row[UNIT] + (row[PERIOD] ? '（' + row[PERIOD] + '）' : ''));
    cell.title = row[PERIOD] ? words.apart : row[UNIT];
    part.forEach(function (column) {
      var figure = figureOf(row, column.index), hasNumber = figure && figure[1] !== null;
      add(line, 'td', hasNumber ? 'number' : 'missing',
        hasNumber ? printed(figure) : figure ? figure[2] || words.notFilled : words.notThere);
      add(line, 'td', figure && figure[4] ? 'number' : 'missing', figure && figure[4] ? figure[4] : words.notThere);
    });
  }

  function more(number) {
    var last = Math.min(shown + number, listed.length), isUnits = chosen.view === 'units', part = shownColumns();
    for (; shown < last; shown += 1) {
      if (isUnits) { unitRow(body, listed[shown], shown + 1); } else { figureRow(body, listed[shown], part); }
    }
    tellRest();
  }

  function tellRest() {
    var rest = listed.length - shown, foot = byId('rest');
    clear(foot);
    add(foot, 'span', 'note', '共' + listed.length + (has.waiting ? '行' : '个单位') + (rest ? '，已列出' + shown + '个。' : '。'));
    if (chosen.view === 'figures') {
      add(foot, 'span', 'note', words.figureNote);
      if (!isPrinting && chosen.indicator < 0 && columns.length > COLUMNS_AT_ONCE) {
        add(foot, 'span', 'note', '并排列出前' + COLUMNS_AT_ONCE + '个指标，其余的在“指标”框里选，或看同名的工作簿。');
      }
    }
    if (isPrinting && rest) { add(foot, 'span', 'note', words.printRest); }
    if (!isPrinting && rest) {
      add(foot, 'button', 'tool', '继续列出').onclick = function () { more(batch()); };
    }
  }

  function batch() {
    return Math.max(20, Math.floor(CELLS_AT_ONCE / (chosen.view === 'units' ? 20 : 1 + 2 * shownColumns().length)));
  }

  function draw() {
    var place = byId(chosen.view), table;
    list();
    shown = 0;
    ['units', 'figures'].forEach(function (view) {
      clear(byId(view));
      byId(view).className = view === chosen.view ? 'scroll' : 'hidden';
      byId('tab-' + view).className = view === chosen.view ? 'tab chosen' : 'tab';
    });
    byId('indicators').className = chosen.view === 'figures' ? '' : 'hidden';
    Array.prototype.forEach.call(document.querySelectorAll('.tile'), function (tile) {
      var state = Number(tile.getAttribute('data-state'));
      tile.className = 'tile ' + (state < 0 ? '' : 's' + state) + (state === chosen.state ? ' chosen' : '');
    });
    if (isPrinting && chosen.view === 'figures') {
      drawOnPaper(place);
      return;
    }
    table = add(place, 'table');
    if (chosen.view === 'units') { unitHead(table); } else { figureHead(table, shownColumns()); }
    body = add(table, 'tbody');
    more(isPrinting ? PRINTED_AT_MOST : batch());
    stack(table.tHead.rows);
  }

  // The rows of a head stay in sight one below the other, however many lines the names above take.
  function stack(heads) {
    var top = 0, row, cell;
    for (row = 0; row < heads.length; row += 1) {
      for (cell = 0; cell < heads[row].cells.length; cell += 1) { heads[row].cells[cell].style.top = top + 'px'; }
      top += heads[row].offsetHeight;
    }
  }

  // On paper a wide table is cut into parts of a few indicators, each with the names of the units.
  function drawOnPaper(place) {
    var all = shownColumns(), first, part, table, index;
    shown = Math.min(listed.length, PRINTED_AT_MOST);
    for (first = 0; first < all.length; first += INDICATORS_ON_PAPER) {
      part = all.slice(first, first + INDICATORS_ON_PAPER);
      table = add(place, 'table', 'part');
      figureHead(table, part);
      body = add(table, 'tbody');
      for (index = 0; index < shown; index += 1) { figureRow(body, listed[index], part); }
    }
    tellRest();
  }

  function follow() {
    var root = document.documentElement, top = window.pageYOffset || root.scrollTop;
    if (shown < listed.length && top + root.clientHeight > root.scrollHeight - 600) { more(batch()); }
  }

  function print(isNow) {
    if (isPrinting !== isNow) {
      isPrinting = isNow;
      Array.prototype.forEach.call(document.querySelectorAll('details'), function (folded) { folded.open = isNow; });
      draw();
    }
  }

  function choose(name, value) {
    return function () {
      if (name === 'view' && chosen.view !== value) { chosen.sort = null; }
      chosen[name] = value;
      draw();
    };
  }

  function start() {
    var select = byId('indicator'), search = byId('search');
    load();
    columns.forEach(function (column, index) { add(select, 'option', '', column.head).value = index; });
    select.onchange = function () {
      chosen.indicator = Number(select.value);
      chosen.sort = null;
      draw();
    };
    search.oninput = function () {
      chosen.query = search.value;
      draw();
    };
    Array.prototype.forEach.call(document.querySelectorAll('.tile'), function (tile) {
      tile.onclick = choose('state', Number(tile.getAttribute('data-state')));
    });
    byId('tab-units').onclick = choose('view', 'units');
    byId('tab-figures').onclick = choose('view', 'figures');
    byId('print').onclick = function () { window.print(); };
    window.onscroll = follow;
    window.onbeforeprint = function () { print(true); };
    window.onafterprint = function () { print(false); };
    if (!('onbeforeprint' in window) && window.matchMedia) {
      window.matchMedia('print').addListener(function (media) { print(media.matches); });
    }
    byId('waiting').className = 'hidden';
    byId('lists').className = '';
    draw();
  }

  start();
}());
