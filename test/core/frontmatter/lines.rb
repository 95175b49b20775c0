# Reads JSON lines {"id", "yaml"} and answers {"id", "ok", "keys"}: of each key of the block's map its text and the line that it begins on.
require 'json'
require 'yaml'
STDOUT.set_encoding('UTF-8')
STDIN.set_encoding('UTF-8')
STDIN.each_line do |line|
  job = JSON.parse(line)
  begin
    root = Psych.parse(job['yaml'])&.children&.first
    map = root.is_a?(Psych::Nodes::Mapping)
    keys = map ? root.children.each_slice(2).map { |key, _| [key.respond_to?(:value) ? key.value : nil, key.start_line] } : []
    puts JSON.generate({ id: job['id'], ok: map, keys: keys })
  rescue Psych::SyntaxError, StandardError
    puts JSON.generate({ id: job['id'], ok: false, keys: [] })
  end
end
