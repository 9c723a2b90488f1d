#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "http/message.hpp"
#include "web/page_context.hpp"

namespace overens::web {

/// A page as it is, and made small for those who take gzip.
struct KeptPage {
  http::Reply plain;
  http::Reply gzipped;

  std::size_t bytes() const { return plain.shared_body->size() + gzipped.shared_body->size(); }
};

/// Pages that have been made, kept for the next who asks for the same: what is open to everybody depends on the
/// address, the language, the day and what has been recorded of the agreements and the units only. Holds no more than
/// it was given room for; what nobody has asked for of late goes first. Used by many threads.
class PageCache {
 public:
  explicit PageCache(std::size_t bytes) : room_(bytes) {}

  /// The page that was put, as long as the day, the lifecycles and the units are the same; otherwise nothing.
  std::shared_ptr<KeptPage const> find(std::string const& key, PageContext const& context);
  /// Keeps a page (200) that is not too large. Otherwise nothing, and the reply is left as it was.
  std::shared_ptr<KeptPage const> put(std::string key, http::Reply& reply, PageContext const& context);

 private:
  // Two halves: what is asked for moves to the young one, and when that is full the old one is dropped.
  struct Half {
    std::unordered_map<std::string, std::shared_ptr<KeptPage const>> pages;
    std::size_t bytes = 0;
  };
  void forget_unless_same(PageContext const& context);
  void keep(std::string key, std::shared_ptr<KeptPage const> page);

  std::size_t room_;
  std::mutex mutex_;
  calendar::Day day_ = {};
  std::shared_ptr<Lifecycles const> lifecycles_;
  std::shared_ptr<app::Units const> units_;
  Half young_;
  Half old_;
};

/// What a page depends on in its request: its address, its language, and the place that is remembered.
std::string page_key(PageContext const& context);

}  // namespace overens::web
