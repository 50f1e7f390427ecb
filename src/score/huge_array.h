// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HugeArray: a large array that is read at random. It begins where a huge page
// would, so that a system that gives those unasked can: with small ones,
// finding out where an element lies takes longer than reading it. Internal to
// score.
#ifndef LOTSE_SRC_SCORE_HUGE_ARRAY_H_
#define LOTSE_SRC_SCORE_HUGE_ARRAY_H_

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace lotse {

// Of any type without a constructor that does something.
template <typename T>
class HugeArray {
 public:
  // Every element is `value`.
  HugeArray(size_t size, T value) : size_(size) {
    static_assert(std::is_trivially_copyable_v<T>);
    constexpr size_t kHugePage = size_t{1} << 21;
    const size_t bytes = size * sizeof(T);
    const size_t alignment = bytes >= kHugePage ? kHugePage : 64;
    data_ = static_cast<T*>(::operator new(bytes, std::align_val_t(alignment)));
    alignment_ = alignment;
    std::uninitialized_fill_n(data_, size, value);
  }
  ~HugeArray() { ::operator delete(data_, std::align_val_t(alignment_)); }
  HugeArray(const HugeArray&) = delete;
  HugeArray& operator=(const HugeArray&) = delete;

  T& operator[](size_t i) { return data_[i]; }
  const T& operator[](size_t i) const { return data_[i]; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  size_t bytes() const { return size_ * sizeof(T); }

 private:
  T* data_;
  size_t size_;
  size_t alignment_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_SCORE_HUGE_ARRAY_H_
