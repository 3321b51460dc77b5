#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// A file that is being made an attachment: how far it is, and the way to change one's mind. Threading: GUI
/// thread.
class AttachProgress : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by a field")
    Q_PROPERTY(bool active READ isActive NOTIFY changed)
    Q_PROPERTY(qreal share READ share NOTIFY changed)
    Q_PROPERTY(int percent READ percent NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] bool isActive() const { return m_active; }
    /// From 0 to 1.
    [[nodiscard]] qreal share() const { return m_share; }
    [[nodiscard]] int percent() const;

    Q_INVOKABLE void cancel();

    void show(qreal share);
    void end();

Q_SIGNALS:
    void changed();
    void cancelAsked();

private:
    bool m_active = false;
    qreal m_share = 0;
};

} // namespace luotsi::viewmodels
