// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OwnerMemory: who had a lead or company last, by (id, role), while a state
// changes. Internal to routing.
//
// It points into the list it begins with, which must outlive it.
#ifndef LOTSE_SRC_ROUTING_OWNER_MEMORY_H_
#define LOTSE_SRC_ROUTING_OWNER_MEMORY_H_

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/routing/routing_state.h"

namespace lotse {

class OwnerMemory {
 public:
  // `known` is in order.
  explicit OwnerMemory(const std::vector<RememberedOwner>& known)
      : known_(known) {}

  // Null: nobody is known.
  const RememberedOwner* Find(absl::string_view id,
                              absl::string_view role) const {
    const auto added =
        added_.find(std::pair(std::string(id), std::string(role)));
    if (added != added_.end()) return &added->second;
    const auto old =
        std::lower_bound(known_.begin(), known_.end(), Key(id, role),
                         [](const RememberedOwner& owner, const Key& key) {
                           return KeyOf(owner) < key;
                         });
    return old != known_.end() && KeyOf(*old) == Key(id, role) ? &*old
                                                               : nullptr;
  }

  void Put(const RememberedOwner& owner) {
    if (!owner.id.empty()) added_[std::pair(owner.id, owner.role)] = owner;
  }

  // The latest `most` of all, in order.
  std::vector<RememberedOwner> Finish(size_t most) const {
    std::vector<RememberedOwner> all;
    for (const RememberedOwner& owner : known_) {
      if (added_.count(std::pair(owner.id, owner.role)) == 0) {
        all.push_back(owner);
      }
    }
    for (const auto& [key, owner] : added_) all.push_back(owner);
    if (all.size() > most) {
      std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::tie(b.at, a.id, a.role) < std::tie(a.at, b.id, b.role);
      });
      all.resize(most);
    }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return KeyOf(a) < KeyOf(b); });
    return all;
  }

 private:
  using Key = std::pair<absl::string_view, absl::string_view>;
  static Key KeyOf(const RememberedOwner& owner) {
    return Key(owner.id, owner.role);
  }

  const std::vector<RememberedOwner>& known_;
  std::map<std::pair<std::string, std::string>, RememberedOwner> added_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ROUTING_OWNER_MEMORY_H_
