-- Links each number that carries the key of its record to the record's row in the register of all
-- results: a plain link, beside which the press shows a card. In print nothing changes.
-- Runs in Quarto and in the press; each tells the way to the project's root in its own manner.

local REGISTER = "chapters/all-results.html"

if not FORMAT:match("html") then
  return {}
end

local root = "."

local function find_root(meta)
  if quarto and quarto.project and quarto.project.offset then
    root = quarto.project.offset
  elseif meta["project-offset"] then
    root = pandoc.utils.stringify(meta["project-offset"])
  end
end

local function find_row(key)
  return (root == "." and "" or root .. "/") .. REGISTER .. "#" .. key
end

local function link_number(span)
  local key = span.attributes["data-key"] or span.attributes["key"]
  if key and span.classes:includes("stat") then
    local state = span.attributes["data-identified"] or span.attributes["identified"]
    local attributes = { { "data-card", key } } -- a list: Lua's own tables have no fixed order
    if state then
      attributes[2] = { "data-identified", state }
    end
    return pandoc.Link(span.content, find_row(key), "", pandoc.Attr("", { "stat" }, attributes))
  end
end

-- Cells of tables are HTML; the keys in them are words, dots, colons and hyphens, and need no
-- escaping.
local function link_cells(raw)
  if raw.format == "html" then
    raw.text = raw.text:gsub(
      '<span class="stat" data%-key="([%w_.:%-]+)"([^>]*)>([^<]*)</span>',
      function(key, rest, text)
        return ('<a class="stat" href="%s" data-card="%s"%s>%s</a>'):format(find_row(key), key, rest, text)
      end
    )
    return raw
  end
end

return {
  { Meta = find_root },
  { Span = link_number, RawBlock = link_cells, RawInline = link_cells },
}
