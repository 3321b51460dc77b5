#pragma once

#include "Album.h"
#include "Answers.h"
#include "RobotServer.h"
#include "viewmodels/Field.h"
#include "viewmodels/KioskSession.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <functional>

namespace luotsi::demo {

/// Plays a person at the kiosk: looks at the page, answers what it asks with pointer and keys, and presses
/// the one primary action. Knows the form no better than what stands on the screen and in the answers.
/// Threading: one thread; every call blocks until the screen has answered.
class Person
{
public:
    using Page = viewmodels::KioskSession::Page;

    Person(RobotServer &robots, Album &album, Answers &answers, QString language);

    /// From the start screen into a session: "start", "continue", …; the start screen's own button.
    base::Result<void> enter(const QString &action);
    /// Goes on page by page until `stop` says so before a page is answered, or the check page shows.
    base::Result<void> goOn(const std::function<bool(Page page, const QString &task)> &stop);
    base::Result<void> stopAndKeep();
    base::Result<void> typeCode(const QString &code);
    base::Result<void> declareAndSend();
    /// From the check page to the attachment at that path, adds what lies ready, and comes back.
    base::Result<void> addPapers(const QString &path);
    base::Result<void> waitFor(Page page);
    /// Until the receipt says so ("received", "complete"); an error after some seconds.
    base::Result<void> waitForReceipt(const QString &fact);
    base::Result<void> endSession();

    base::Result<void> photograph(const QString &name);
    base::Result<Page> page();
    base::Result<QJsonValue> read(const QString &property);
    base::Result<void> press(const QString &name);
    [[nodiscard]] const QString &code() const { return m_code; }
    [[nodiscard]] int pagesAnswered() const { return m_pagesAnswered; }

private:
    base::Result<Hand *> session();
    base::Result<void> answerPage();
    base::Result<void> answerField(const QJsonObject &field);
    base::Result<void> choose(const QJsonObject &field, const QString &path);
    base::Result<void> write(const QString &name, const QString &text);
    base::Result<void> writeDate(const QString &name, const QString &isoDate);
    base::Result<void> attach(const QJsonObject &field, const QString &path);
    base::Result<void> seePages(const QString &ref, qsizetype wanted);
    base::Result<QString> currentTask();
    base::Result<void> answerList();
    base::Result<void> noteCode();
    base::Result<void> goNext(const QString &before);
    [[nodiscard]] base::Result<QString> place();

    RobotServer &m_robots;
    Album &m_album;
    Answers &m_answers;
    QString m_language;
    QString m_code;
    int m_pagesAnswered = 0;
};

} // namespace luotsi::demo
