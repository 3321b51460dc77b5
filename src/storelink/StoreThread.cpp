#include "storelink/StoreThread.h"

namespace luotsi::storelink {

StoreThread::StoreThread(Mode mode)
{
    if (mode == Mode::Inline)
        return;
    m_context = std::make_unique<QObject>();
    m_context->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("store"));
    m_thread.start();
}

StoreThread::~StoreThread()
{
    if (m_context == nullptr)
        return;
    // Queued behind everything that was given before.
    QMetaObject::invokeMethod(
        m_context.get(), [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void StoreThread::post(std::function<void()> closure)
{
    if (m_context == nullptr || isCurrent())
        closure();
    else
        QMetaObject::invokeMethod(m_context.get(), std::move(closure), Qt::QueuedConnection);
}

void StoreThread::adopt(QObject &object)
{
    if (m_context != nullptr)
        object.moveToThread(&m_thread);
}

bool StoreThread::isCurrent() const
{
    return m_context == nullptr || QThread::currentThread() == &m_thread;
}

} // namespace luotsi::storelink
