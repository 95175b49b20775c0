# Asks Jekyll which pages and documents a folder has, and their addresses. Reads only: nothing is built.
require 'jekyll'
require 'json'
Jekyll.logger.log_level = :error
config = Jekyll.configuration('source' => ARGV[0], 'destination' => File.join(ARGV[0], '_site'), 'quiet' => true, 'disable_disk_cache' => true)
site = Jekyll::Site.new(config)
site.reset
site.read
documents = site.collections.values.reject { |c| c.label == 'posts' }.flat_map do |collection|
  collection.docs.map do |doc|
    { path: doc.relative_path, collection: collection.label, title: doc.data['title'], url: collection.write? ? doc.url : nil }
  end
end
pages = site.pages.map { |page| { path: page.path, collection: nil, title: page.data['title'].to_s, url: page.url } }
puts JSON.generate((documents + pages).sort_by { |each| each[:path] })
