#pragma once

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// The newer version of the form that the open draft could go on in: whether there is one, the question, and
/// what came of it. Nothing moves before confirm(). Says names of questions and never what was answered.
/// Threading: GUI thread.
class NewerForm : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(bool offered READ isOffered NOTIFY changed)
    Q_PROPERTY(bool asked READ isAsked NOTIFY changed)
    Q_PROPERTY(bool moved READ isMoved NOTIFY changed)
    Q_PROPERTY(QStringList withoutPlace READ withoutPlace NOTIFY changed)

public:
    using QObject::QObject;

    /// Moving would be possible now.
    [[nodiscard]] bool isOffered() const { return m_offered; }
    /// The question is on the screen.
    [[nodiscard]] bool isAsked() const { return m_asked; }
    /// In this session the draft has moved.
    [[nodiscard]] bool isMoved() const { return m_moved; }
    /// Questions whose answers were kept without a place in the newer form.
    [[nodiscard]] const QStringList &withoutPlace() const { return m_withoutPlace; }

    Q_INVOKABLE void ask();
    Q_INVOKABLE void keep() { setAsked(false); }
    Q_INVOKABLE void confirm();

    void setOffered(bool offered);
    void setAsked(bool asked);
    void setMoved(bool moved, const QStringList &withoutPlace = {});

Q_SIGNALS:
    void changed();
    void questionWanted();
    void confirmed();

private:
    bool m_offered = false;
    bool m_asked = false;
    bool m_moved = false;
    QStringList m_withoutPlace;
};

} // namespace luotsi::viewmodels
