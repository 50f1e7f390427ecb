// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DiffFields: where two structs with field lists differ, as paths.
//
//   for (const FieldDifference& d : DiffFields(old_spec, new_spec)) {
//     // "scoring.groups[0].rules[3].points" changed
//   }
//
// Elements of a list that have an id or a key are matched by it, so that moving
// or inserting a rule is no change of all that follow; others by position. Pure
// and thread-safe.
#ifndef LOTSE_BASE_FIELD_DIFF_H_
#define LOTSE_BASE_FIELD_DIFF_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"

namespace lotse {

struct FieldDifference {
  enum class Kind : uint8_t {
    kAdded,    // Stands in the second only; the path is the second's.
    kRemoved,  // Stands in the first only; the path is the first's.
    kChanged,  // Differs; the path is the second's.
    kMoved,    // An element with an id at another place; the second's path.
  };
  Kind kind = Kind::kChanged;
  std::string path;

  friend bool operator==(const FieldDifference& a, const FieldDifference& b) {
    return a.kind == b.kind && a.path == b.path;
  }
};

// The name by which elements of a list are matched: its id or key.
template <typename T, typename = void>
struct ElementName {
  static constexpr bool kExists = false;
};
template <typename T>
struct ElementName<T, std::void_t<decltype(std::declval<T>().id.size())>> {
  static constexpr bool kExists = true;
  static const std::string& Of(const T& element) { return element.id; }
};
template <typename T>
struct ElementName<T, std::void_t<decltype(std::declval<T>().key.size())>> {
  static constexpr bool kExists = true;
  static const std::string& Of(const T& element) { return element.key; }
};

// The recursion of DiffFields; appends to `out`.
class FieldDiffer {
 public:
  explicit FieldDiffer(std::vector<FieldDifference>* out) : out_(out) {}

  template <typename T>
  void Compare(const T& before, const T& after, const FieldPath& path) {
    if (before == after) return;
    if constexpr (IsOptional<T>::value) {
      if (before.has_value() && after.has_value()) {
        Compare(*before, *after, path);
      } else {
        Add(after.has_value() ? Kind::kAdded : Kind::kRemoved, path);
      }
    } else if constexpr (HasFields<T>::value) {
      ForEachField<T>([&](const auto& field) {
        if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
          CompareOneOf(field, before, after, path);
        } else {
          const auto& x = before.*field.member;
          const auto& y = after.*field.member;
          if constexpr (IsVector<std::decay_t<decltype(x)>>::value) {
            CompareLists(x, y, field.name, path);
          } else {
            Compare(x, y, path.Child(field.name));
          }
        }
      });
    } else {
      Add(Kind::kChanged, path);
    }
  }

 private:
  using Kind = FieldDifference::Kind;

  void Add(Kind kind, const FieldPath& path) {
    out_->push_back({kind, path.ToString()});
  }

  template <typename Field, typename T>
  void CompareOneOf(const Field& field, const T& before, const T& after,
                    const FieldPath& path) {
    const auto& x = before.*field.member;
    const auto& y = after.*field.member;
    if (x == y) return;
    VisitSet(field, before, [&](const auto& alternative, const auto& value) {
      using Type = std::decay_t<decltype(value)>;
      const FieldPath here = path.Child(alternative.name);
      if (const Type* other = std::get_if<Type>(&y)) {
        Compare(value, *other, here);
      } else {
        Add(Kind::kRemoved, here);
      }
    });
    if (x.index() == y.index()) return;
    VisitSet(field, after, [&](const auto& alternative, const auto&) {
      Add(Kind::kAdded, path.Child(alternative.name));
    });
  }

  template <typename E>
  void CompareLists(const std::vector<E>& before, const std::vector<E>& after,
                    const char* name, const FieldPath& path) {
    // Where each element of `after` stood before; by name if all have one and
    // none repeats, else by position.
    std::map<std::string, size_t> places;
    bool named = ElementName<E>::kExists;
    if constexpr (ElementName<E>::kExists) {
      for (size_t i = 0; i < before.size(); ++i) {
        named =
            places.emplace(ElementName<E>::Of(before[i]), i).second && named;
      }
    }
    std::vector<bool> matched(before.size(), false);
    size_t last = 0;
    for (size_t i = 0; i < after.size(); ++i) {
      size_t place = i;
      if constexpr (ElementName<E>::kExists) {
        if (named) {
          const auto it = places.find(ElementName<E>::Of(after[i]));
          place = it == places.end() ? before.size() : it->second;
        }
      }
      const FieldPath here = path.Child(name, i);
      if (place >= before.size() || matched[place]) {
        Add(Kind::kAdded, here);
        continue;
      }
      matched[place] = true;
      if (place < last) Add(Kind::kMoved, here);
      last = place;
      Compare(before[place], after[i], here);
    }
    for (size_t i = 0; i < before.size(); ++i) {
      if (!matched[i]) Add(Kind::kRemoved, path.Child(name, i));
    }
  }

  std::vector<FieldDifference>* const out_;
};

// The differences from `before` to `after`, in the order of the field lists.
template <typename T>
std::vector<FieldDifference> DiffFields(const T& before, const T& after) {
  std::vector<FieldDifference> out;
  FieldDiffer(&out).Compare(before, after, FieldPath());
  return out;
}

}  // namespace lotse

#endif  // LOTSE_BASE_FIELD_DIFF_H_
