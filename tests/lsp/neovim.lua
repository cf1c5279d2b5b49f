-- A person at Neovim, with nothing but its own LSP client: what happens is written to the file RCA_TOLD, as JSON.
-- Run as: nvim --headless --clean -n -u (what docs/editors.md says).lua -S neovim.lua DOCUMENT

local told = {}

local function finish(problem)
  told.problem = problem
  local file = io.open(vim.env.RCA_TOLD, 'w')
  file:write(vim.json.encode(told))
  file:close()
  vim.cmd('qall!')
end

-- The steps run as a coroutine, so that the editor's own loop goes on between them.
local steps

local function resume()
  local ok, problem = coroutine.resume(steps)
  if not ok then
    finish(problem)
  end
end

local function wait_until(what, holds)
  local passed = 0
  while true do
    local value = holds()
    if value then
      return value
    end
    passed = passed + 20
    if passed > 20000 then
      error('waited in vain for ' .. what)
    end
    vim.defer_fn(resume, 20)
    coroutine.yield()
  end
end

local function pause(milliseconds)
  vim.defer_fn(resume, milliseconds)
  coroutine.yield()
end

local function keys(typed)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(typed, true, false, true), 't', false)
end

local function to(pattern, offset)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search(pattern, 'cW') > 0, 'no ' .. pattern)
  if offset then
    vim.fn.cursor(vim.fn.line('.'), vim.fn.col('.') + offset)
  end
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window
    end
  end
end

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, each.code)
  end
  return found
end

local function is_there(path)
  return function()
    return vim.fn.filereadable(path) == 1
  end
end

local function diagnostics()
  wait_until('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  told.diagnostics = codes()
  vim.api.nvim_buf_set_lines(0, 5, 5, false, { '- **Author:** platform' })
  wait_until('fewer diagnostics', function() return not vim.tbl_contains(codes(), 'DOC02') end)
end

local function hover()
  to('Renew certificates')
  vim.lsp.buf.hover()
  local window = wait_until('a hover', floating)
  told.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
end

local function completion()
  vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'
  vim.opt.completeopt = { 'menuone' }
  to('| 2 | Alert on expiry | \\zsplatform')
  keys('ciwpa<C-x><C-o>')
  wait_until('a menu', function() return vim.fn.pumvisible() == 1 end)
  told.completion = vim.tbl_map(function(item) return item.word end, vim.fn.complete_info({ 'items' }).items)
  keys('<C-y><Esc>')
  wait_until('the normal mode', function() return vim.fn.mode() == 'n' end)
  told.completed = vim.fn.getline('.')
end

local function choose(title)
  vim.ui.select = function(actions, _, done)
    told.actions = vim.tbl_map(function(each) return each[2].title end, actions)
    for _, each in ipairs(actions) do
      if each[2].title == title then
        return done(each)
      end
    end
    error('no action ' .. title)
  end
end

local function mark()
  to('Renew certificates')
  local before = table.concat(lines(), '\n')
  choose('Mark item 1 executed on prod')
  vim.lsp.buf.code_action()
  wait_until('the mark', function() return table.concat(lines(), '\n') ~= before end)
  told.marked = vim.fn.getline('.')
  vim.cmd('silent undo')
  told.undone = table.concat(lines(), '\n') == before
  vim.cmd('silent redo')
  vim.cmd('silent write')
  wait_until('the journal', is_there('incidents/journal/2026-03-02-gateway-certificate.jsonl'))
end

local function definition()
  to('2026-05-12-ledger-lag/1')
  vim.lsp.buf.definition()
  wait_until('the other document', function() return vim.fn.expand('%:t') == '2026-05-12-ledger-lag.md' end)
  told.definition = vim.fn.getline('.')
end

local function rename()
  wait_until('the client', function() return #vim.lsp.buf_get_clients(0) > 0 end)
  to('2026-05-12-ledger-lag$')
  vim.lsp.buf.rename('2026-05-12-slow-ledger')
  wait_until('the new id', function() return vim.fn.search('2026-05-12-slow-ledger', 'cw') > 0 end)
  wait_until('the new file', is_there('incidents/2026-05-12-slow-ledger.md'))
  vim.cmd('silent wall')
end

steps = coroutine.create(function()
  pause(10)
  for _, step in ipairs({ diagnostics, hover, completion, mark, definition, rename }) do
    step()
  end
  vim.lsp.stop_client(vim.lsp.get_active_clients())
  wait_until('the end of the server', function() return #vim.lsp.get_active_clients() == 0 end)
  finish()
end)
vim.opt.hidden = true
vim.defer_fn(resume, 10)
