"""Hears one conversation and says something in it (the subscriptions dialect). With Debian's python3-websockets:

    python3 subscriptions.py http://localhost:3000 ada@example.com ada-password <uuid> [text]
"""

import asyncio
import json
import random
import sys
import urllib.request
import uuid

import websockets

server, email, password, chat_id, *texts = sys.argv[1:]


def token():
    body = json.dumps({"email": email, "password": password}).encode()
    request = urllib.request.Request(server + "/api/tokens", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["token"]


async def talk(said):
    address = server.replace("http", "ws", 1) + "/chats/ws?token=" + token()
    async with websockets.connect(address) as socket:
        await socket.send(json.dumps({"action": "subscribe", "chat_ids": [chat_id]}))
        async for text in socket:
            frame = json.loads(text)
            if frame.get("action") == "subscribe_response":
                for message in said:
                    await socket.send(json.dumps(message))
            elif frame.get("action") == "message_response":
                said.clear()
            elif "error" in frame:
                print(frame["error"], file=sys.stderr, flush=True)
            else:
                print(f"{frame['from']}: {frame['message']}", flush=True)


async def main():
    # The same clientId each time: whatever gets lost on the way, it is said once.
    said = [
        {"action": "message", "chat_id": chat_id, "text": text, "clientId": str(uuid.uuid4())} for text in texts
    ]
    while True:
        try:
            await talk(said)
        except (OSError, websockets.WebSocketException) as error:
            print(error, file=sys.stderr, flush=True)
        await asyncio.sleep(1 + random.random() * 4)


asyncio.run(main())
