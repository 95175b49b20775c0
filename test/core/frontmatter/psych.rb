# Reads JSON lines {"id", "yaml"} and answers {"id", "ok", "value"} as Ruby's Psych reads the block.
# Dates and times come back as {"$date": "..."}; symbols as their text with a colon.
require 'json'
require 'yaml'
require 'date'

def plain(value)
  case value
  when Hash then value.each_with_object({}) { |(key, inner), out| out[key.is_a?(String) ? key : key.inspect] = plain(inner) }
  when Array then value.map { |inner| plain(inner) }
  when Time then { '$date' => value.strftime('%Y-%m-%d %H:%M:%S %z') }
  when Date then { '$date' => value.strftime('%Y-%m-%d') }
  when Symbol then ":#{value}"
  when Float then value.nan? ? '.nan' : value.infinite? ? '.inf' : value
  else value
  end
end

STDOUT.set_encoding('UTF-8')
STDIN.set_encoding('UTF-8')
STDIN.each_line do |line|
  job = JSON.parse(line)
  begin
    answer = { id: job['id'], ok: true, value: plain(YAML.unsafe_load(job['yaml'])) }
  rescue Psych::SyntaxError => e
    answer = { id: job['id'], ok: false, message: "#{e.problem} #{e.context}", line: e.line, column: e.column }
  rescue StandardError => e
    answer = { id: job['id'], ok: false, message: e.message }
  end
  puts JSON.generate(answer)
end
