-- Links each number that carries the key of its record to the record's row in the list that holds
-- it: a plain link, beside which the press shows the card that the link's fragment names. In print
-- nothing changes. `_quarto.yml` says which chapter lists which analyses; without that, one does all:
--
--   extensions:
--     link-records:
--       chapters/counts.qmd: {holds: counts, analyses: [people, visits]}
--
-- Runs in Quarto and in the press; each tells the way to the project's root in its own manner.

local REGISTER = "chapters/all-results.html"

if not FORMAT:match("html") then
  return {}
end

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

local function link_number(span)
  local key = span.attributes["data-key"] or span.attributes["key"]
  if key and span.classes:includes("stat") then
    return pandoc.Link(span.content, find_row(key), "", pandoc.Attr("", { "stat" }, { ["data-card"] = "" }))
  end
end

-- Cells of tables are HTML; the keys in them are words, dots, colons and hyphens, and need no
-- escaping.
local function link_cells(raw)
  if raw.format == "html" then
    raw.text = raw.text:gsub(
      '<span class="stat" data%-key="([%w_.:%-]+)"[^>]*>([^<]*)</span>',
      function(key, text)
        return ('<a class="stat" href="%s" data-card="">%s</a>'):format(find_row(key), text)
      end
    )
    return raw
  end
end

return {
  { Meta = read_settings },
  { Span = link_number, RawBlock = link_cells, RawInline = link_cells },
}
