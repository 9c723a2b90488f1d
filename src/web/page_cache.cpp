#include "web/page_cache.hpp"

#include <utility>

#include "http/compression.hpp"

namespace overens::web {

std::string page_key(PageContext const& context) {
  auto const& request = context.request;
  std::string key = context.language.tongue() == wording::Tongue::english ? "en" : "sv";
  key += request.path;
  key += '\0';
  key += context.remembered_place();
  for (auto const& [name, value] : request.query) {
    key += '\0';
    key += name;
    key += '\0';
    key += value;
  }
  return key;
}

void PageCache::forget_unless_same(PageContext const& context) {
  if (context.today == day_ && context.lifecycles == lifecycles_ && context.units == units_) return;
  young_ = {};
  old_ = {};
  day_ = context.today;
  lifecycles_ = context.lifecycles;
  units_ = context.units;
}

void PageCache::keep(std::string key, std::shared_ptr<KeptPage const> page) {
  auto const bytes = key.size() + page->bytes();
  if (young_.bytes + bytes > room_ / 2) old_ = std::exchange(young_, {});
  young_.bytes += bytes;
  young_.pages.insert_or_assign(std::move(key), std::move(page));
}

std::shared_ptr<KeptPage const> PageCache::find(std::string const& key, PageContext const& context) {
  std::scoped_lock const lock(mutex_);
  forget_unless_same(context);
  if (auto const at = young_.pages.find(key); at != young_.pages.end()) return at->second;
  auto const at = old_.pages.find(key);
  if (at == old_.pages.end()) return nullptr;
  auto page = std::move(at->second);
  old_.pages.erase(at);
  keep(key, page);
  return page;
}

std::shared_ptr<KeptPage const> PageCache::put(std::string key, http::Reply& reply, PageContext const& context) {
  // One page may take an eighth of the room, so that somebody who asks for large ones does not push out all others.
  if (reply.status != 200 || key.size() + reply.body.size() > room_ / 8) return nullptr;
  auto made = std::make_shared<KeptPage>();
  constexpr int quick_and_small = 4;
  made->gzipped = {reply.status, reply.type, {}, reply.fields};
  made->gzipped.shared_body = std::make_shared<std::string const>(http::gzip(reply.body, quick_and_small));
  made->plain = std::exchange(reply, {});
  made->plain.shared_body = std::make_shared<std::string const>(std::exchange(made->plain.body, {}));
  for (auto* form : {&made->plain, &made->gzipped}) form->fields.emplace_back("Vary", "Accept-Encoding");
  made->gzipped.fields.emplace_back("Content-Encoding", "gzip");
  std::scoped_lock const lock(mutex_);
  forget_unless_same(context);
  keep(std::move(key), made);
  return made;
}

}  // namespace overens::web
