-- Shows what those who answer for a report declare, where they declare it: a paragraph
-- `[Funding.]{.declaration of="funding"}` goes on with the text under that key of `_quarto.yml`, and
-- is left out without one.
-- Runs in Quarto and in the press.

local declared = {}

local function as_inlines(text)
  local kind = pandoc.utils.type(text)
  if kind == "Blocks" then
    return pandoc.utils.blocks_to_inlines(text)
  end
  return kind == "Inlines" and text or pandoc.Inlines({ pandoc.Str(pandoc.utils.stringify(text)) })
end

local function read_settings(meta)
  for _, key in ipairs({ "funding", "interests" }) do
    local text = meta[key] or ""
    if pandoc.utils.stringify(text) ~= "" then
      declared[key] = as_inlines(text)
    end
  end
end

local function complete(paragraph)
  local heading = paragraph.content[1]
  if not heading or heading.t ~= "Span" or not heading.classes:includes("declaration") then
    return nil
  end
  local text = declared[heading.attributes.of]
  if not text then
    return {}
  end
  local inlines = pandoc.Inlines(heading.content)
  inlines:insert(pandoc.Space())
  inlines:extend(text)
  return pandoc.Para(inlines)
end

return { { Meta = read_settings }, { Para = complete } }
