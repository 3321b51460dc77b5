#pragma once

#include <QObject>
#include <QThread>

#include <functional>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

namespace luotsi::storelink {

/// The thread a store lives on. Closures run there one after another, in the order given; results come back
/// as futures. `Mode::Inline` runs each closure at once on the caller's thread, so that tests have no
/// threads. Ends when destroyed, after what was given has run. Threading: any thread may call. Danger:
/// waiting for a future on the store's own thread never ends; `call` there runs at once instead.
class StoreThread
{
public:
    enum class Mode { OwnThread, Inline };

    explicit StoreThread(Mode mode = Mode::OwnThread);
    ~StoreThread();
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    void post(std::function<void()> closure);

    template<typename Closure>
    auto call(Closure &&closure) -> std::future<std::invoke_result_t<std::decay_t<Closure>>>
    {
        using Value = std::invoke_result_t<std::decay_t<Closure>>;
        auto task = std::make_shared<std::packaged_task<Value()>>(std::forward<Closure>(closure));
        auto future = task->get_future();
        post([task] { (*task)(); });
        return future;
    }

    /// Moves an object without parent onto the thread, e.g. a StoreServer; nothing to do inline.
    void adopt(QObject &object);
    [[nodiscard]] bool isCurrent() const;

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_context; ///< lives on the thread; closures are delivered to it
};

} // namespace luotsi::storelink
