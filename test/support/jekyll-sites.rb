# Builds the sites of the matrix in test/cases/appears with the real Jekyll and prints what came of each post.
# Input: JSON {root, sites: [{name, config, files}]} on stdin. Output: JSON [{name, failed, pages: {path: {...}}}].
require "json"
require "fileutils"
require "jekyll"

Jekyll.logger.log_level = :error
Jekyll.logger.adjust_verbosity(:quiet => true)
Encoding.default_external = Encoding::UTF_8
input = JSON.parse($stdin.read)
PROBE = "\n\n<!--@@%s@@{{ page.url }}@@{{ page.date | date_to_xmlschema }}@@{{ page.categories | jsonify }}@@{{ page.tags | jsonify }}@@{{ page.title }}@@-->\n"

def words(json)
  list = JSON.parse(json)
  list.nil? ? nil : list.map(&:to_s)
end

result = input["sites"].each_with_index.map do |site, index|
  source = File.join(input["root"], index.to_s)
  site["files"].each do |path, text|
    file = File.join(source, path)
    FileUtils.mkdir_p(File.dirname(file))
    File.binwrite(file, text + format(PROBE, path))
  end
  File.write(File.join(source, "_config.yml"), site["config"])
  destination = File.join(input["root"], "out-#{index}")
  begin
    $stderr.reopen(File::NULL)
    # Jekyll remembers parsed dates, which is wrong once the zone changes.
    Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil)
    config = Jekyll.configuration("source" => source, "destination" => destination, "quiet" => true, "disable_disk_cache" => true)
    config["time"] = Time.parse(config["time"].to_s) if config["time"]
    Jekyll::Site.new(config).process
    pages = {}
    Dir.glob("**/*", File::FNM_DOTMATCH, :base => destination).sort.each do |out|
      file = File.join(destination, out)
      next unless File.file?(file)
      File.read(file).scan(/@@(.*?)@@(.*?)@@(.*?)@@(.*?)@@(.*?)@@(.*?)@@/m) do |path, url, date, categories, tags, title|
        pages[path] = { "url" => url, "file" => out, "date" => date, "categories" => words(categories), "tags" => words(tags), "title" => title }
      end
    end
    { "name" => site["name"], "failed" => nil, "pages" => pages }
  rescue StandardError, SystemExit => e
    { "name" => site["name"], "failed" => e.class.name, "pages" => {} }
  end
end
puts JSON.generate(result)
