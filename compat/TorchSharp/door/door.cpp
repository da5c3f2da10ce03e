// The one native file: every operator of libtorch through the dispatcher's boxed call, and what a tensor
// is besides its operators (metadata, memory, gradients, devices). Builds against libtorch 1.13 and 2.x.
//
// A tensor's handle is its TensorImpl with one reference owned by the caller; null is an undefined tensor.
// No C++ exception crosses: a function returns 0, or 1 with the message at door_error().
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <c10/core/impl/alloc_cpu.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/autograd.h>

#include <sys/mman.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <list>
#include <mutex>
#include <sstream>
#include <unordered_map>

#define DOOR extern "C" __attribute__((visibility("default")))

namespace {

using Handle = c10::TensorImpl*;
using c10::IValue;

thread_local std::string error;

// The tags of Native/Value.cs.
enum Tag : int32_t { None, TensorTag, Int, Double, Bool, Text, Ints, Doubles, Bools, Tensors, DeviceTag, GeneratorTag, Default };

struct Value {
  int32_t tag;
  int32_t count;  // elements of a list, bytes of a text
  union {
    int64_t integer;  // also bool, dtype, and device as type | index << 32
    double real;
    void* pointer;
  };
};

struct Meta {
  const int64_t* sizes;  // valid while the tensor lives and is not resized
  const int64_t* strides;
  int64_t dim, numel, offset, dtype, device_type, device_index;
  int64_t requires_grad, is_leaf, is_contiguous, is_sparse;
};

struct Operator {
  c10::OperatorHandle handle;
  std::string name;
};

at::Tensor borrow(Handle handle) {
  return handle ? at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(handle)) : at::Tensor();
}

Handle give(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(const Handle* handles, int64_t count) {
  std::vector<at::Tensor> all;
  all.reserve(count);
  for (int64_t i = 0; i < count; i++) all.push_back(borrow(handles[i]));
  return all;
}

c10::Device device_of(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed & 0xffffffff), static_cast<c10::DeviceIndex>(packed >> 32));
}

const char* dtype_name(c10::ScalarType type) {
  switch (type) {
    case c10::ScalarType::Byte: return "uint8";
    case c10::ScalarType::Char: return "int8";
    case c10::ScalarType::Short: return "int16";
    case c10::ScalarType::Int: return "int32";
    case c10::ScalarType::Long: return "int64";
    case c10::ScalarType::Half: return "float16";
    case c10::ScalarType::Float: return "float32";
    case c10::ScalarType::Double: return "float64";
    case c10::ScalarType::Bool: return "bool";
    case c10::ScalarType::BFloat16: return "bfloat16";
    default: return c10::toString(type);
  }
}

template <typename T>
void print_list(std::ostream& out, const T* items, int64_t count) {
  out << '[';
  for (int64_t i = 0; i < count; i++) out << (i ? ", " : "") << +items[i];
  out << ']';
}

void print_tensor(std::ostream& out, Handle handle) {
  if (!handle) {
    out << "none";
    return;
  }
  const auto tensor = borrow(handle);
  out << dtype_name(tensor.scalar_type());
  print_list(out, tensor.sizes().data(), tensor.dim());
  if (!tensor.device().is_cpu()) out << '@' << tensor.device();
}

void print_value(std::ostream& out, const Value& value) {
  switch (value.tag) {
    case TensorTag: return print_tensor(out, static_cast<Handle>(value.pointer));
    case Int: out << value.integer; return;
    case Double: out << value.real; return;
    case Bool: out << (value.integer ? "true" : "false"); return;
    case Text: out << '"' << std::string(static_cast<char*>(value.pointer), value.count) << '"'; return;
    case Ints: return print_list(out, static_cast<int64_t*>(value.pointer), value.count);
    case Doubles: return print_list(out, static_cast<double*>(value.pointer), value.count);
    case Bools: return print_list(out, static_cast<uint8_t*>(value.pointer), value.count);
    case Tensors:
      out << '[';
      for (int32_t i = 0; i < value.count; i++) {
        if (i) out << ", ";
        print_tensor(out, static_cast<Handle*>(value.pointer)[i]);
      }
      out << ']';
      return;
    case DeviceTag: out << device_of(value.integer); return;
    case GeneratorTag: out << "generator"; return;
    default: out << "none"; return;
  }
}

// The first line of libtorch's message: the rest is a C++ stack.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

template <typename Body>
int32_t guarded(Body&& body) {
  try {
    body();
    return 0;
  } catch (const c10::Error& e) {
    error = first_line(e.what_without_backtrace());
  } catch (const std::exception& e) {
    error = first_line(e.what());
  } catch (...) {
    error = "an unknown C++ exception";
  }
  return 1;
}

[[noreturn]] void mismatch(const c10::Argument& argument) {
  throw std::invalid_argument("argument '" + argument.name() + "' must be " + argument.type()->str());
}

IValue list_value(const Value& value, const c10::TypePtr& element, const c10::Argument& argument) {
  const bool one = value.tag == Int || value.tag == Double;
  const int32_t count = one ? 1 : value.count;
  switch (element->kind()) {
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType: {
      if (value.tag != Ints && value.tag != Int) break;
      const auto* items = one ? &value.integer : static_cast<int64_t*>(value.pointer);
      return IValue(std::vector<int64_t>(items, items + count));
    }
    case c10::TypeKind::FloatType: {
      if (value.tag != Doubles && value.tag != Double) break;
      const auto* items = one ? &value.real : static_cast<double*>(value.pointer);
      return IValue(std::vector<double>(items, items + count));
    }
    case c10::TypeKind::BoolType: {
      if (value.tag != Bools) break;
      c10::List<bool> list;
      for (int32_t i = 0; i < count; i++) list.push_back(static_cast<uint8_t*>(value.pointer)[i] != 0);
      return IValue(list);
    }
    case c10::TypeKind::TensorType:
      if (value.tag != Tensors) break;
      return IValue(borrow_all(static_cast<Handle*>(value.pointer), count));
    case c10::TypeKind::OptionalType: {
      if (value.tag != Tensors) break;
      auto list = c10::impl::GenericList(element);
      for (int32_t i = 0; i < count; i++) {
        auto tensor = borrow(static_cast<Handle*>(value.pointer)[i]);
        list.push_back(tensor.defined() ? IValue(std::move(tensor)) : IValue());
      }
      return IValue(std::move(list));
    }
    default: break;
  }
  mismatch(argument);
}

// What the schema asks for decides: an int becomes a Scalar, a double or a list of one where that is wanted.
IValue to_ivalue(const Value& value, const c10::TypePtr& type, const c10::Argument& argument) {
  switch (type->kind()) {
    case c10::TypeKind::OptionalType:
      if (value.tag == None) return IValue();
      return to_ivalue(value, type->expectRef<c10::OptionalType>().getElementType(), argument);
    case c10::TypeKind::TensorType:
      if (value.tag == None) return IValue(at::Tensor());
      if (value.tag == TensorTag) return IValue(borrow(static_cast<Handle>(value.pointer)));
      break;
    case c10::TypeKind::NumberType:
      if (value.tag == Bool) return IValue(value.integer != 0);
      if (value.tag == Int) return IValue(value.integer);
      if (value.tag == Double) return IValue(value.real);
      break;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      if (value.tag == Int || value.tag == Bool) return IValue(value.integer);
      break;
    case c10::TypeKind::FloatType:
      if (value.tag == Double) return IValue(value.real);
      if (value.tag == Int) return IValue(static_cast<double>(value.integer));
      break;
    case c10::TypeKind::BoolType:
      if (value.tag == Bool || value.tag == Int) return IValue(value.integer != 0);
      break;
    case c10::TypeKind::StringType:
      if (value.tag == Text) return IValue(std::string(static_cast<char*>(value.pointer), value.count));
      break;
    case c10::TypeKind::DeviceObjType:
      if (value.tag == DeviceTag) return IValue(device_of(value.integer));
      break;
    case c10::TypeKind::GeneratorType:
      if (value.tag == GeneratorTag) return IValue(*static_cast<at::Generator*>(value.pointer));
      break;
    case c10::TypeKind::ListType:
      return list_value(value, type->expectRef<c10::ListType>().getElementType(), argument);
    default: break;
  }
  mismatch(argument);
}

Value from_ivalue(IValue& result) {
  Value value{None, 0, {0}};
  if (result.isTensor()) {
    value.tag = TensorTag;
    value.pointer = give(std::move(result).toTensor());
  } else if (result.isInt()) {
    value.tag = Int;
    value.integer = result.toInt();
  } else if (result.isDouble()) {
    value.tag = Double;
    value.real = result.toDouble();
  } else if (result.isBool()) {
    value.tag = Bool;
    value.integer = result.toBool();
  } else if (result.isTensorList()) {
    auto tensors = result.toTensorVector();
    auto* handles = static_cast<Handle*>(std::malloc(sizeof(Handle) * (tensors.size() + 1)));
    if (!handles) throw std::bad_alloc();
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = give(std::move(tensors[i]));
    value.tag = Tensors;
    value.count = static_cast<int32_t>(tensors.size());
    value.pointer = handles;
  } else if (!result.isNone()) {
    throw std::runtime_error("a result of kind " + result.tagKind() + " has no place in the door");
  }
  return value;
}

void call(Operator& op, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* given) {
  const auto& schema = op.handle.schema();
  const auto& declared = schema.arguments();
  if (static_cast<size_t>(count) > declared.size()) throw std::invalid_argument("takes at most " + std::to_string(declared.size()) + " arguments");
  torch::jit::Stack stack;
  stack.reserve(declared.size());
  for (size_t i = 0; i < declared.size(); i++) {
    const auto& argument = declared[i];
    if (static_cast<int32_t>(i) < count && arguments[i].tag != Default) {
      stack.push_back(to_ivalue(arguments[i], argument.type(), argument));
    } else if (argument.default_value()) {
      stack.push_back(*argument.default_value());
    } else {
      throw std::invalid_argument("argument '" + argument.name() + "' is missing");
    }
  }
  op.handle.callBoxed(&stack);
  if (stack.size() > static_cast<size_t>(capacity)) throw std::length_error("more results than asked for");
  for (size_t i = 0; i < stack.size(); i++) results[i] = from_ivalue(stack[i]);
  *given = static_cast<int32_t>(stack.size());
}

// The loops that follow in the machine's widest vectors, chosen when the door is loaded; elsewhere in the compiler's own.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDEST
#endif

WIDEST float greatest(const float* row, int64_t count) {
  float most = row[0];
#pragma omp simd reduction(max : most)
  for (int64_t i = 0; i < count; i++) most = row[i] > most ? row[i] : most;
  return most;
}

WIDEST void multiply(const float* row, float factor, int64_t count, float* to) {
#pragma omp simd
  for (int64_t i = 0; i < count; i++) to[i] = row[i] * factor;
}

// 2^(score - most) in place of each score; returns their sum. most is the greatest score: no power is above 1.
WIDEST float powers(float* row, float most, int64_t count) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t i = 0; i < count; i++) {
    const float below = row[i] - most, x = below < -126 ? -126 : below;  // NaN stays NaN
    // Added to 1.5 x 2^23, the whole part of x stands in the last bits; what remains lies within 1/2 of 0.
    const float shifted = x + 12582912.f, rest = x - (shifted - 12582912.f);
    // Taylor's series of 2^rest: within 2e-7.
    float power = 1.540353e-4f;
    power = power * rest + 1.3333558e-3f;
    power = power * rest + 9.6181291e-3f;
    power = power * rest + 5.5504109e-2f;
    power = power * rest + 2.4022651e-1f;
    power = power * rest + 6.9314718e-1f;
    power = power * rest + 1.f;
    // The whole part goes to the exponent.
    uint32_t bits, whole;
    std::memcpy(&bits, &power, sizeof bits);
    std::memcpy(&whole, &shifted, sizeof whole);
    bits += whole << 23;
    std::memcpy(&power, &bits, sizeof power);
    row[i] = power;
    sum += power;
  }
  return sum;
}

// softmax(query keyT / sqrt(width)) value for float32 on the CPU, without gradient: libtorch 1.13 has no fused kernel.
// query [batch, heads, queries, width], key [.., keys, width], value [.., keys, out], of any strides.
// Parallel on the outside over (batch, head, block of queries), with single-threaded products inside. A block of queries meets a
// block of keys at a time, so that scores stay in a core's own cache; when a greater score comes, what was summed so far shrinks.
constexpr int64_t kQueries = 256, kKeys = 512;

// The size of equal blocks, of at most so many.
int64_t block_of(int64_t total, int64_t most) {
  const auto blocks = (total + most - 1) / most;
  return (total + blocks - 1) / blocks;
}

at::Tensor attention(at::Tensor query, at::Tensor key, at::Tensor value) {
  const bool batched = query.dim() == 4;
  if (!batched) {
    query = query.unsqueeze(0);
    key = key.unsqueeze(0);
    value = value.unsqueeze(0);
  }
  // Read once for every block of queries: packed rows make the products a fifth faster than strided ones.
  key = key.contiguous();
  value = value.contiguous();
  const auto batch = query.size(0), heads = query.size(1), queries = query.size(2), keys = key.size(2), width = query.size(3), out = value.size(3);
  TORCH_CHECK(key.size(0) == batch && value.size(0) == batch && key.size(1) == heads && value.size(1) == heads && key.size(3) == width && value.size(2) == keys,
              "query ", query.sizes(), ", key ", key.sizes(), " and value ", value.sizes(), " do not fit");
  TORCH_CHECK(queries > 0 && keys > 0, "there is nothing to attend to");
  // Laid out as [batch, queries, heads, out]: joining the heads again costs nothing.
  auto result = at::empty({batch, queries, heads, out}, query.options());
  const auto scale = at::scalar_tensor(1 / std::log(2.0) / std::sqrt(static_cast<double>(width)), query.options());  // scores in base 2
  const auto rows = block_of(queries, kQueries), columns = block_of(keys, kKeys), blocks = (queries + rows - 1) / rows;
  at::parallel_for(0, batch * heads * blocks, 1, [&](int64_t begin, int64_t end) {
    at::AutoDispatchBelowAutograd guard;
    const auto q_room = at::empty({rows, width}, query.options()), score_room = at::empty({rows * columns}, query.options());
    const auto sum_room = at::empty({rows, out}, query.options());
    std::vector<float> most(rows), total(rows);
    for (auto tile = begin; tile < end; tile++) {
      const auto head = tile / blocks % heads, item = tile / blocks / heads, first = tile % blocks * rows;
      const auto count = std::min(rows, queries - first);
      const auto k = key.select(0, item).select(0, head), v = value.select(0, item).select(0, head);
      auto q = q_room.narrow(0, 0, count), sums = sum_room.narrow(0, 0, count).zero_();
      auto* const sum = sums.data_ptr<float>();
      at::mul_out(q, query.select(0, item).select(0, head).narrow(0, first, count), scale);
      std::fill(most.begin(), most.end(), -INFINITY);
      std::fill(total.begin(), total.end(), 0.f);
      for (int64_t from = 0; from < keys; from += columns) {
        const auto wide = std::min(columns, keys - from);
        auto scores = score_room.narrow(0, 0, count * wide).view({count, wide});
        at::mm_out(scores, q, k.narrow(0, from, wide).t());
        auto* row = scores.data_ptr<float>();
        for (int64_t i = 0; i < count; i++, row += wide) {
          const auto before = most[i];
          most[i] = std::max(before, greatest(row, wide));
          const auto shrink = std::exp2(before - most[i]);
          if (shrink != 1) multiply(sum + i * out, shrink, out, sum + i * out);
          total[i] = total[i] * shrink + powers(row, most[i], wide);
        }
        at::addmm_out(sums, sums, scores, v.narrow(0, from, wide));
      }
      auto* to = result.data_ptr<float>() + ((item * queries + first) * heads + head) * out;
      for (int64_t i = 0; i < count; i++, to += heads * out) multiply(sum + i * out, 1 / total[i], out, to);
    }
  });
  result = result.transpose(1, 2);
  return batched ? result : result.squeeze(0);
}

// Memory for large tensors, kept for the next of the same size. From malloc, each large temporary is either mapped and
// page-faulted anew, which is half the time of an eager transformer layer, or leaves a hole on the heap that glibc before
// 2.38 cannot fill with an aligned block of the same size again: gigabytes after a few forwards.
constexpr size_t kLarge = 1 << 20;       // smaller ones are malloc's
constexpr size_t kIdle = 128 << 20;      // what may lie idle; the longest unused goes first
constexpr size_t kGranule = 256 << 10;

class LargeBlocks final : public c10::Allocator {
 public:
  // Const until libtorch 2.2, not const since: whichever is virtual is overridden.
  c10::DataPtr allocate(size_t bytes) const { return take(bytes); }
  c10::DataPtr allocate(size_t bytes) { return take(bytes); }
  // Pure virtual in later versions.
  void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }
  c10::DeleterFnPtr raw_deleter() const override { return &give_back; }

 private:
  struct State {
    std::mutex mutex;
    std::unordered_map<void*, size_t> sizes;
    std::list<std::pair<void*, size_t>> idle;  // newest first
    size_t idle_bytes = 0;
  };

  // Never destroyed: tensors may outlive every static.
  static State& state() {
    static auto* shared = new State;
    return *shared;
  }

  static void shrink(State& all, size_t keep) {
    while (all.idle_bytes > keep) {
      const auto [block, size] = all.idle.back();
      all.idle.pop_back();
      all.idle_bytes -= size;
      all.sizes.erase(block);
      munmap(block, size);
    }
  }

  static void* map(size_t size) {
    void* block = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
#ifdef MADV_HUGEPAGE
    if (block != MAP_FAILED) madvise(block, size, MADV_HUGEPAGE);
#endif
    return block;
  }

  static c10::DataPtr take(size_t bytes) {
    const auto cpu = c10::Device(c10::DeviceType::CPU);
    if (bytes < kLarge) {
      void* small = c10::alloc_cpu(bytes);
      return {small, small, &c10::free_cpu, cpu};
    }
    const auto size = (bytes + kGranule - 1) / kGranule * kGranule;
    auto& all = state();
    const std::lock_guard<std::mutex> lock(all.mutex);
    for (auto at = all.idle.begin(); at != all.idle.end(); ++at) {
      if (at->second != size) continue;
      void* block = at->first;
      all.idle_bytes -= size;
      all.idle.erase(at);
      return {block, block, &give_back, cpu};
    }
    void* block = map(size);
    if (block == MAP_FAILED) {
      shrink(all, 0);
      block = map(size);
    }
    TORCH_CHECK(block != MAP_FAILED, "not enough memory for ", bytes, " bytes");
    all.sizes[block] = size;
    return {block, block, &give_back, cpu};
  }

  static void give_back(void* block) {
    auto& all = state();
    const std::lock_guard<std::mutex> lock(all.mutex);
    const auto found = all.sizes.find(block);
    if (found == all.sizes.end()) return c10::free_cpu(block);
    all.idle.emplace_front(block, found->second);
    all.idle_bytes += found->second;
    shrink(all, kIdle);
  }
};

__attribute__((constructor)) void keep_large_blocks() { c10::SetCPUAllocator(new LargeBlocks, 1); }

}  // namespace

DOOR const char* door_error() { return error.c_str(); }

DOOR int32_t door_operator(const char* name, const char* overload, Operator** op) {
  const auto status = guarded([&] {
    *op = new Operator{c10::Dispatcher::singleton().findSchemaOrThrow(name, overload), name};
  });
  if (status) error = std::string(name) + (*overload ? "." : "") + overload + " is not an operator of libtorch " TORCH_VERSION;
  return status;
}

DOOR int32_t door_call(Operator* op, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* given) {
  const auto status = guarded([&] { call(*op, arguments, count, results, capacity, given); });
  if (status) {
    std::ostringstream text;
    text << op->name << '(';
    for (int32_t i = 0; i < count; i++) print_value(text << (i ? ", " : ""), arguments[i]);
    error = text.str() + "): " + error;
  }
  return status;
}

DOOR int32_t door_attention(Handle query, Handle key, Handle value, Handle* result) {
  const auto status = guarded([&] {
    const at::NoGradGuard guard;
    *result = give(attention(borrow(query), borrow(key), borrow(value)));
  });
  if (status) error = "scaled_dot_product_attention: " + error;
  return status;
}

DOOR void door_free_list(void* list) { std::free(list); }

// Freeing a tensor may run a deleter or release a graph: nothing may escape into the finalizer's thread.
DOOR int32_t door_release(Handle handle) {
  return guarded([&] { c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle); });
}

DOOR Handle door_share(Handle handle) { return give(borrow(handle)); }

DOOR int32_t door_meta(Handle handle, Meta* meta) {
  return guarded([&] {
    const auto tensor = borrow(handle);
    const auto device = tensor.device();
    const bool strided = tensor.layout() == c10::Layout::Strided;
    *meta = Meta{tensor.sizes().data(), strided ? tensor.strides().data() : nullptr, tensor.dim(), tensor.numel(),
                 strided ? tensor.storage_offset() : 0, static_cast<int64_t>(tensor.scalar_type()),
                 static_cast<int64_t>(device.type()), device.has_index() ? device.index() : -1,
                 tensor.requires_grad(), tensor.is_leaf(), strided && tensor.is_contiguous(), !strided};
  });
}

DOOR int32_t door_data(Handle handle, void** data) {
  return guarded([&] { *data = borrow(handle).data_ptr(); });
}

// The memory stays the caller's: deleter(context) is called when the last tensor over it is gone.
DOOR int32_t door_from_memory(void* data, const int64_t* sizes, int32_t dim, int32_t dtype, void (*deleter)(void*), void* context, Handle* result) {
  return guarded([&] {
    const auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(dtype));
    *result = give(at::from_blob(data, at::IntArrayRef(sizes, dim), [deleter, context](void*) { deleter(context); }, options));
  });
}

DOOR int32_t door_grad(Handle handle, Handle* grad) {
  return guarded([&] { *grad = give(borrow(handle).grad()); });
}

DOOR int32_t door_set_grad(Handle handle, Handle grad) {
  return guarded([&] { borrow(handle).mutable_grad() = borrow(grad); });
}

DOOR int32_t door_backward(const Handle* tensors, int32_t count, const Handle* grads, int32_t grad_count, int32_t retain, int32_t create,
                           const Handle* inputs, int32_t input_count) {
  return guarded([&] {
    torch::autograd::backward(borrow_all(tensors, count), borrow_all(grads, grad_count), retain != 0, create != 0, borrow_all(inputs, input_count));
  });
}

// results has room for input_count handles; an unused input's is null.
DOOR int32_t door_gradients(const Handle* outputs, int32_t count, const Handle* inputs, int32_t input_count, const Handle* grads,
                            int32_t grad_count, int32_t retain, int32_t create, int32_t allow_unused, Handle* results) {
  return guarded([&] {
    auto found = torch::autograd::grad(borrow_all(outputs, count), borrow_all(inputs, input_count), borrow_all(grads, grad_count), retain != 0,
                                       create != 0, allow_unused != 0);
    for (int32_t i = 0; i < input_count; i++) results[i] = give(std::move(found[i]));
  });
}

DOOR int32_t door_grad_mode() { return at::GradMode::is_enabled(); }
DOOR void door_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }
DOOR int32_t door_is_inference() { return c10::InferenceMode::is_enabled(); }
DOOR c10::InferenceMode* door_enter_inference(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
DOOR void door_leave_inference(c10::InferenceMode* mode) { delete mode; }

DOOR int32_t door_device_count(int32_t type) {
  int32_t count = 0;
  guarded([&] {
    const auto kind = static_cast<c10::DeviceType>(type);
    if (c10::impl::hasDeviceGuardImpl(kind)) count = c10::impl::getDeviceGuardImpl(kind)->deviceCount();
  });
  return count;
}

DOOR int32_t door_synchronize(int32_t type, int32_t index) {
  return guarded([&] {
    const auto* device = c10::impl::getDeviceGuardImpl(static_cast<c10::DeviceType>(type));
    const auto at = index < 0 ? device->getDevice() : c10::Device(device->type(), static_cast<c10::DeviceIndex>(index));
    device->getStream(at).synchronize();
  });
}

// which: 0 matrix products, 1 convolutions. value: 0 or 1 to set, -1 to ask.
DOOR int32_t door_tf32(int32_t which, int32_t value, int32_t* current) {
  return guarded([&] {
    auto& context = at::globalContext();
    if (value >= 0) which == 0 ? context.setAllowTF32CuBLAS(value != 0) : context.setAllowTF32CuDNN(value != 0);
    *current = which == 0 ? context.allowTF32CuBLAS() : context.allowTF32CuDNN();
  });
}

DOOR int32_t door_seed_all(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

// A null generator stands for the device's default one.
DOOR int32_t door_generator(int64_t device, int32_t fresh, at::Generator** generator) {
  return guarded([&] {
    const auto on = device_of(device);
    const auto& common = at::globalContext().defaultGenerator(on);
    *generator = new at::Generator(!fresh ? common : on.is_cpu() ? at::detail::createCPUGenerator() : common.clone());
  });
}

DOOR void door_free_generator(at::Generator* generator) { delete generator; }

DOOR int32_t door_generator_seed(at::Generator* generator, int32_t set, uint64_t* seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    if (set) generator->set_current_seed(*seed);
    *seed = generator->current_seed();
  });
}

DOOR int32_t door_generator_state(at::Generator* generator, Handle set, Handle* state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator->mutex());
    if (set) generator->set_state(borrow(set));
    if (state) *state = give(generator->get_state());
  });
}

DOOR int32_t door_threads() { return at::get_num_threads(); }
DOOR int32_t door_interop_threads() { return at::get_num_interop_threads(); }
DOOR int32_t door_set_threads(int32_t count) {
  return guarded([&] { at::set_num_threads(count); });
}
DOOR int32_t door_set_interop_threads(int32_t count) {
  return guarded([&] { at::set_num_interop_threads(count); });
}

DOOR const char* door_version() { return TORCH_VERSION; }
DOOR const char* door_config() {
  static const std::string config = at::show_config();
  return config.c_str();
}
