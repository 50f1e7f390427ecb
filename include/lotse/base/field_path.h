// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FieldPath: where in a spec or record something is wrong.
//
// A path is a chain of stack objects, so walking a valid spec builds no text;
// only an error does.
//
//   FieldPath root;
//   FieldPath groups = root.Child("groups", 2);
//   groups.Child("when").ToString();           // "groups[2].when"
//
// A child refers to its parent and must not outlive it.
#ifndef LOTSE_BASE_FIELD_PATH_H_
#define LOTSE_BASE_FIELD_PATH_H_

#include <cstddef>
#include <string>

namespace lotse {

class FieldPath {
 public:
  // The record itself: an empty path.
  FieldPath() = default;
  // A path with a name in front, such as "scoring".
  explicit FieldPath(const char* name) : name_(name) {}

  // The field `name` (not copied; a literal or a name from a field list).
  FieldPath Child(const char* name) const {
    return FieldPath(this, name, kNoIndex);
  }
  // Element `index` of the repeated field `name`.
  FieldPath Child(const char* name, size_t index) const {
    return FieldPath(this, name, index);
  }

  // "a.b[2].c".
  std::string ToString() const;

 private:
  static constexpr size_t kNoIndex = static_cast<size_t>(-1);
  FieldPath(const FieldPath* parent, const char* name, size_t index)
      : parent_(parent), name_(name), index_(index) {}

  const FieldPath* parent_ = nullptr;
  const char* name_ = nullptr;
  size_t index_ = kNoIndex;
};

}  // namespace lotse

#endif  // LOTSE_BASE_FIELD_PATH_H_
