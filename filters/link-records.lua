-- Links each number that carries the key of its record to the record's row in the list that holds
-- it: a plain link, beside which the press shows the card that the link's fragment names. In print
-- nothing changes. `_quarto.yml` says which chapter lists which analyses; without that, one does all:
--
--   extensions:
--     link-records:
--       chapters/counts.qmd: {holds: counts, analyses: [people, visits]}
--
-- In every format a number that authors did not print but we derived stands in italics, and in HTML
-- a mark has words for those who hear the page.
-- Runs in Quarto and in the press; each tells the way to the project's root in its own manner.

local REGISTER = "chapters/all-results.html"
local DERIVED = { identified = true, bounded = true, illustrative = true }
local HTML = FORMAT:match("html") ~= nil

local root = "."
local pages = nil -- first word of a key -> the page that lists it; nil where one page lists all

local function find_root(meta)
  if quarto and quarto.project and quarto.project.offset then
    root = quarto.project.offset
  elseif meta["project-offset"] then
    root = pandoc.utils.stringify(meta["project-offset"])
  end
end

-- Quarto rewrites a value that is also the name of a file; the last part of it is the analysis.
local function find_pages(meta)
  local lists = meta.extensions and meta.extensions["link-records"]
  if not lists then
    return
  end
  pages = {}
  for chapter, list in pairs(lists) do
    for _, analysis in ipairs(list.analyses) do
      pages[pandoc.utils.stringify(analysis):match("[^/]+$")] = chapter:gsub("%.qmd$", ".html")
    end
  end
end

local function read_settings(meta)
  find_root(meta)
  find_pages(meta)
end

local function find_row(key)
  local page = REGISTER
  if pages then
    page = pages[key:match("^[^.]+")]
      or error(("no chapter lists the record %s: add its analysis to _quarto.yml"):format(key))
  end
  return (root == "." and "" or root .. "/") .. page .. "#" .. key
end

local function mark_words(state)
  return ('<span class="mark-words"> (%s)</span>'):format(state)
end

-- Words that stand in italics in any case, such as the sign of a P value, stay as they are.
local function slant(inlines)
  local shown, plain = pandoc.List(), pandoc.List()
  for _, inline in ipairs(inlines) do
    if inline.t == "Emph" then
      if #plain > 0 then shown:insert(pandoc.Emph(plain)) end
      plain = pandoc.List()
      shown:insert(inline)
    else
      plain:insert(inline)
    end
  end
  if #plain > 0 then shown:insert(pandoc.Emph(plain)) end
  return shown
end

local function link_number(span)
  local key = span.attributes["data-key"] or span.attributes["key"]
  local mark = span.classes:find_if(function(class) return class:match("^mark%-%l+$") end)
  if mark and HTML then
    return { span, pandoc.RawInline("html", mark_words(mark:sub(6))) }
  end
  if not (key and span.classes:includes("stat")) then
    return
  end
  local state = span.attributes["data-identified"] or span.attributes["identified"]
  local shown = DERIVED[state] and slant(span.content) or span.content
  if HTML then
    return pandoc.Link(shown, find_row(key), "", pandoc.Attr("", { "stat" }, { ["data-card"] = "" }))
  end
  span.content = shown
  return span
end

-- Cells of tables are HTML; the keys in them are words, dots, colons and hyphens, and need no
-- escaping.
local function link_cells(raw)
  if raw.format == "html" then
    raw.text = raw.text:gsub(
      '<span class="stat" data%-key="([%w_.:%-]+)"([^>]*)>([^<]*)</span>',
      function(key, rest, text)
        local shown = DERIVED[rest:match('data%-identified="(%l+)"')] and ("<em>%s</em>"):format(text) or text
        if HTML then
          return ('<a class="stat" href="%s" data-card="">%s</a>'):format(find_row(key), shown)
        end
        return ('<span class="stat" data-key="%s"%s>%s</span>'):format(key, rest, shown)
      end
    )
    if HTML then
      raw.text = raw.text:gsub('<sup class="mark%-(%l+)">([^<]*)</sup>', function(state, sign)
        return ('<sup class="mark-%s">%s</sup>%s'):format(state, sign, mark_words(state))
      end)
    end
    return raw
  end
end

return {
  { Meta = read_settings },
  { Span = link_number, RawBlock = link_cells, RawInline = link_cells },
}
