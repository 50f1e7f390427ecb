// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The Arrow C Data and C Stream Interface, as their specification defines them,
// and owners of its structures.
//
//   OwnedArrowArray array(&given);      // `given` is marked as released
//   array->length;                      // ... and released when this ends
//
// The owners are move-only; whatever they own is released exactly once. A
// structure that somebody else released may be owned: nothing happens.
#ifndef LOTSE_ARROW_C_DATA_H_
#define LOTSE_ARROW_C_DATA_H_

#include <cstdint>

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

}  // extern "C"

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

}  // extern "C"

#endif  // ARROW_C_STREAM_INTERFACE

namespace lotse {

// Owner of one of the structures above.
template <typename T>
class ArrowOwner {
 public:
  // Owns nothing.
  ArrowOwner() = default;
  // Moves `*given` in and marks it as released; null: owns nothing.
  explicit ArrowOwner(T* given) {
    if (given == nullptr) return;
    value_ = *given;
    given->release = nullptr;
  }
  ~ArrowOwner() { Reset(); }
  ArrowOwner(ArrowOwner&& other) noexcept : ArrowOwner(&other.value_) {}
  ArrowOwner& operator=(ArrowOwner&& other) noexcept {
    if (this != &other) {
      Reset();
      value_ = other.value_;
      other.value_.release = nullptr;
    }
    return *this;
  }

  // Whether there is nothing to release.
  bool released() const { return value_.release == nullptr; }
  // Releases what is owned, if anything.
  void Reset() {
    if (value_.release != nullptr) value_.release(&value_);
    value_.release = nullptr;
  }
  // Where a producer may put a structure; whatever was owned is released.
  T* Receive() {
    Reset();
    return &value_;
  }
  // Moves the structure out: `*out` is the caller's to release.
  void MoveTo(T* out) {
    *out = value_;
    value_.release = nullptr;
  }

  const T* get() const { return &value_; }
  T* get() { return &value_; }
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

 private:
  T value_ = {};
};

using OwnedArrowSchema = ArrowOwner<ArrowSchema>;
using OwnedArrowArray = ArrowOwner<ArrowArray>;
using OwnedArrowStream = ArrowOwner<ArrowArrayStream>;

}  // namespace lotse

#endif  // LOTSE_ARROW_C_DATA_H_
