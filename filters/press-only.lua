-- Leaves out of Quarto's output what only the press makes true: spans and divs `.press-only`, such
-- as a sentence about the files that the press offers beside a table.

if not quarto then
  return {}
end

local function leave_out(element)
  if element.classes:includes("press-only") then
    return {}
  end
end

return { { Div = leave_out, Span = leave_out } }
